// What a developer with Hardhat does: the tests of an OpenZeppelin token on the network, and a script.
import assert from 'node:assert/strict';
import { JsonRpcProvider, Contract } from 'ethers';
import { check, rpc } from './network.js';
import { run } from './tools.js';

await check('compile, and test on the network', () => {
  const told = run('hardhat', 'test', 'nodejs', '--network', 'lyceum');
  assert.match(told, /4 passing/);
});

await check('run a script', async () => {
  const told = run('hardhat', 'run', 'script/deploy.js', '--network', 'lyceum');
  const [, token] = told.match(/Token at (0x[0-9a-fA-F]{40})/);
  const provider = new JsonRpcProvider(rpc);
  const { abi } = await import('../out/hardhat/contracts/Token.sol/Token.json', { with: { type: 'json' } }).then(
    (module) => module.default,
  );
  const friend = '0x00000000000000000000000000000000000000f1';
  assert.equal(await new Contract(token, abi, provider).balanceOf(friend), 1234n);
  provider.destroy();
});
