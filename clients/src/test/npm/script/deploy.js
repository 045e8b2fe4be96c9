// Run by Hardhat: deploys a token and gives some of it away.
import { network } from 'hardhat';

const { ethers } = await network.create();
const token = await ethers.deployContract('Token', [1_000_000n]);
await token.waitForDeployment();
await (await token.transfer('0x00000000000000000000000000000000000000f1', 1234n)).wait();
console.log(`Token at ${await token.getAddress()}`);
