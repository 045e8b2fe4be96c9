// What a developer with Foundry does: the tests of an OpenZeppelin token on a fork of the network, a script that sends
// its transactions, and the command line.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { check, key, rpc } from './network.js';
import { run } from './tools.js';

const friend = '0x00000000000000000000000000000000000000f2';
const onTheNetwork = ['--rpc-url', rpc];
const asOwner = [...onTheNetwork, '--private-key', key];
const cast = (...words) => run('cast', ...words).trim();
const chainId = cast('chain-id', ...onTheNetwork);
const owner = cast('wallet', 'address', key);
let token;

await check('compile, and test on a fork of the network', () => {
  const told = run('forge', 'test', '--fork-url', rpc);
  assert.match(told, /3 tests passed, 0 failed/);
});

await check('a script sends its transactions', () => {
  run('forge', 'script', 'script/Deploy.s.sol', '--sig', 'run(address)', friend, '--broadcast', ...asOwner);
  const { receipts } = JSON.parse(fs.readFileSync(`broadcast/Deploy.s.sol/${chainId}/run-latest.json`, 'utf8'));
  assert.deepEqual(receipts.map((receipt) => receipt.status), ['0x1', '0x1']);
  token = receipts[0].contractAddress;
  assert.equal(cast('call', token, 'balanceOf(address)(uint256)', friend, ...onTheNetwork), '1234');
});

await check('forge create', () => {
  const told = run('forge', 'create', 'contracts/Token.sol:Token', '--broadcast', ...asOwner, '--constructor-args', '5');
  const [, created] = told.match(/Deployed to: (0x[0-9a-fA-F]{40})/);
  assert.equal(cast('call', created, 'balanceOf(address)(uint256)', owner, ...onTheNetwork), '5');
});

await check('cast sends, reads receipts, logs and blocks', () => {
  const sent = JSON.parse(cast('send', token, 'transfer(address,uint256)', friend, '66', '--json', ...asOwner));
  assert.equal(sent.status, '0x1');
  assert.equal(cast('call', token, 'balanceOf(address)(uint256)', friend, ...onTheNetwork), '1300');
  const receipt = JSON.parse(cast('receipt', sent.transactionHash, '--json', ...onTheNetwork));
  assert.equal(receipt.logs.length, 1);
  const logs = JSON.parse(
    cast('logs', '--json', '--address', token, '--from-block', '0', 'Transfer(address,address,uint256)', ...onTheNetwork),
  );
  assert.equal(logs.length, 3);
  const block = JSON.parse(cast('block', receipt.blockHash, '--json', ...onTheNetwork));
  assert.ok(block.transactions.includes(sent.transactionHash));
  assert.equal(cast('tx', sent.transactionHash, 'nonce', ...onTheNetwork), String(Number(cast('nonce', owner, ...onTheNetwork)) - 1));
});

await check('cast estimates, and tells balances, storage and fees', () => {
  assert.equal(cast('estimate', friend, '--value', '1', '--from', owner, ...onTheNetwork), '21000');
  assert.notEqual(cast('balance', owner, ...onTheNetwork), '0');
  // The total supply of an OpenZeppelin token is its third slot.
  assert.equal(BigInt(cast('storage', token, '2', ...onTheNetwork)), 1_000_000n);
  assert.match(cast('gas-price', ...onTheNetwork), /^\d+$/);
  assert.match(cast('base-fee', ...onTheNetwork), /^0$/);
});

await check('cast sends a transaction with an access list, and one with an authorization', () => {
  const announced = JSON.parse(
    cast('send', token, 'transfer(address,uint256)', friend, '1', '--access-list', '--json', ...asOwner),
  );
  assert.equal(announced.status, '0x1');
  const delegated = JSON.parse(cast('send', owner, 'name()', '--auth', token, '--json', ...asOwner));
  assert.equal(delegated.type, '0x4');
  assert.equal(cast('code', owner, ...onTheNetwork), `0xef0100${token.slice(2).toLowerCase()}`);
});

await check('cast runs a transaction again and proves an account', () => {
  const sent = JSON.parse(cast('send', token, 'transfer(address,uint256)', friend, '2', '--json', ...asOwner));
  assert.match(run('cast', 'run', sent.transactionHash, '--quick', ...onTheNetwork), /Transaction successfully executed/);
  const proof = JSON.parse(cast('proof', token, '2', ...onTheNetwork));
  assert.ok(proof.accountProof.length > 0);
});
