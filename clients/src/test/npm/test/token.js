// Run by Hardhat against the network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { network } from 'hardhat';

const { ethers } = await network.create();
const [owner] = await ethers.getSigners();
const friend = ethers.Wallet.createRandom(ethers.provider);

async function deployed() {
  const token = await ethers.deployContract('Token', [1000n]);
  return token.waitForDeployment();
}

test('who deploys owns all', async () => {
  const token = await deployed();
  assert.equal(await token.balanceOf(owner.address), 1000n);
  assert.equal(await token.symbol(), 'TOK');
});

test('a transfer moves tokens and tells of it', async () => {
  const token = await deployed();
  const receipt = await (await token.transfer(friend.address, 12n)).wait();
  assert.equal(await token.balanceOf(friend.address), 12n);
  const [transfer] = await token.queryFilter(token.filters.Transfer(owner.address, friend.address), receipt.blockNumber);
  assert.equal(transfer.args.value, 12n);
});

test('what is not there cannot be moved', async () => {
  const token = await deployed();
  const { selector } = token.interface.getError('ERC20InsufficientBalance');
  await assert.rejects(token.transfer(friend.address, 1001n), (failure) => failure.data.startsWith(selector));
});

test('an EIP-2612 permit is taken instead of an approval', async () => {
  const token = await deployed();
  const { chainId } = await ethers.provider.getNetwork();
  const permit = { owner: friend.address, spender: owner.address, value: 5n, nonce: 0n, deadline: ethers.MaxUint256 };
  const signature = await friend.signTypedData(
    { name: 'Token', version: '1', chainId, verifyingContract: await token.getAddress() },
    { Permit: Object.keys(permit).map((name) => ({ name, type: /owner|spender/.test(name) ? 'address' : 'uint256' })) },
    permit,
  );
  const { v, r, s } = ethers.Signature.from(signature);
  await (await token.permit(permit.owner, permit.spender, permit.value, permit.deadline, v, r, s)).wait();
  assert.equal(await token.allowance(friend.address, owner.address), 5n);
});
