import { fileURLToPath } from 'node:url';
import ethers from '@nomicfoundation/hardhat-ethers';
import nodeTests from '@nomicfoundation/hardhat-node-test-runner';

export default {
  plugins: [ethers, nodeTests],
  solidity: {
    version: '0.8.37',
    // The compiler of npm, so that none is downloaded.
    path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
    settings: { evmVersion: 'cancun' },
  },
  paths: { artifacts: 'out/hardhat', cache: 'out/hardhat-cache', tests: { nodejs: 'test', solidity: 'test' } },
  networks: {
    lyceum: { type: 'http', url: process.env.LYCEUM_RPC, accounts: [process.env.LYCEUM_KEY] },
  },
};
