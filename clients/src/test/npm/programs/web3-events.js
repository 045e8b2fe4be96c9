// Events as web3.js hears of them, by subscription over WebSocket.
import assert from 'node:assert/strict';
import { Web3 } from 'web3';
import { Guestbook, check, eventually, key, webSocket } from './network.js';

const web3 = new Web3(webSocket);
const { address: from } = web3.eth.accounts.wallet.add(key)[0];
const nobody = '0x0000000000000000000000000000000000000000';
const book = await new web3.eth.Contract(Guestbook.abi)
  .deploy({ data: Guestbook.bytecode, arguments: ['Events'] })
  .send({ from });

await check('blocks by subscription', async () => {
  const headers = [];
  const subscription = await web3.eth.subscribe('newBlockHeaders');
  subscription.on('data', (header) => headers.push(header));
  await web3.eth.sendTransaction({ from, to: nobody });
  await web3.eth.sendTransaction({ from, to: nobody });
  await eventually('two blocks', () => headers.length >= 2);
  assert.equal(headers[1].parentHash, headers[0].hash);
  await subscription.unsubscribe();
});

await check('pending transactions by subscription', async () => {
  const hashes = [];
  const subscription = await web3.eth.subscribe('newPendingTransactions');
  subscription.on('data', (hash) => hashes.push(hash));
  const { transactionHash } = await web3.eth.sendTransaction({ from, to: nobody });
  await eventually('the pending transaction', () => hashes.includes(transactionHash));
  await subscription.unsubscribe();
});

await check('events by subscription', async () => {
  const heard = [];
  const connected = new web3.eth.Contract(Guestbook.abi, book.options.address, web3);
  const events = connected.events.Signed({ filter: { guest: from } });
  events.on('data', (event) => heard.push(event.returnValues.words));
  await new Promise((resolve) => events.on('connected', resolve));
  await book.methods.sign(1, 'heard').send({ from });
  await eventually('an event', () => heard.length > 0);
  assert.deepEqual(heard, ['heard']);
});

await check('raw logs by subscription', async () => {
  const heard = [];
  const subscription = await web3.eth.subscribe('logs', { address: book.options.address });
  subscription.on('data', (log) => heard.push(log));
  const { transactionHash } = await book.methods.sign(2, 'raw').send({ from });
  await eventually('a log', () => heard.length > 0);
  assert.equal(heard[0].transactionHash, transactionHash);
  assert.equal(heard[0].removed, false);
});

web3.provider.disconnect();
