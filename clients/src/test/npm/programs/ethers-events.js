// Events as ethers hears of them: by subscription over WebSocket, and by filters that it polls over HTTP.
import assert from 'node:assert/strict';
import { ContractFactory, JsonRpcProvider, Wallet, WebSocketProvider, ZeroAddress } from 'ethers';
import { Guestbook, check, eventually, key, rpc, webSocket } from './network.js';

const socket = new WebSocketProvider(webSocket);
const polling = new JsonRpcProvider(rpc, undefined, { polling: false, pollingInterval: 200 });
const wallet = new Wallet(key, socket);
const book = await new ContractFactory(Guestbook.abi, Guestbook.bytecode, wallet).deploy('Events');
await book.waitForDeployment();

await check('calls and transactions over WebSocket', async () => {
  assert.equal(await book.title(), 'Events');
  const receipt = await (await book.sign(1, 'over the socket')).wait();
  assert.equal(receipt.status, 1);
});

await check('blocks by subscription', async () => {
  const numbers = [];
  await socket.on('block', (number) => numbers.push(number));
  await (await wallet.sendTransaction({ to: ZeroAddress })).wait();
  await (await wallet.sendTransaction({ to: ZeroAddress })).wait();
  await eventually('two blocks', () => numbers.length >= 2);
  assert.ok(numbers[1] === numbers[0] + 1);
  await socket.off('block');
});

await check('pending transactions by subscription', async () => {
  const hashes = [];
  await socket.on('pending', (hash) => hashes.push(hash));
  const transaction = await wallet.sendTransaction({ to: ZeroAddress });
  await transaction.wait();
  await eventually('the pending transaction', () => hashes.includes(transaction.hash));
  await socket.off('pending');
});

for (const [how, reader] of [
  ['by subscription', book],
  ['by a filter', book.connect(polling)],
]) {
  await check(`events ${how}`, async () => {
    const heard = [];
    const before = await book.signedPages();
    await reader.on(reader.filters.Signed(wallet.address), ({ args }) => heard.push([...args]));
    if (reader !== book) {
      // A filter tells what came after it was made, and ethers makes it after it has answered.
      await polling.getBlockNumber();
      await (await wallet.sendTransaction({ to: ZeroAddress })).wait();
    }
    await (await book.sign(before + 10n, 'heard')).wait();
    await eventually('an event', () => heard.length > 0);
    assert.deepEqual(heard, [[wallet.address, before + 10n, 'heard']]);
    await reader.removeAllListeners();
  });
}

await check('two hundred calls at once over one socket', async () => {
  const titles = await Promise.all(Array.from({ length: 200 }, () => book.title()));
  assert.deepEqual(new Set(titles), new Set(['Events']));
});

polling.destroy();
await socket.destroy();
