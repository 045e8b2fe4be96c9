// Events as viem hears of them: by subscription over WebSocket, and by filters that it polls over HTTP.
import assert from 'node:assert/strict';
import { createPublicClient, createWalletClient, http, webSocket as overSocket, zeroAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { Guestbook, check, eventually, key, rpc, webSocket } from './network.js';

const account = privateKeyToAccount(key);
const { abi } = Guestbook;
const socket = createPublicClient({ transport: overSocket(webSocket) });
const polling = createPublicClient({ transport: http(rpc), pollingInterval: 200 });
const wallet = createWalletClient({ account, transport: overSocket(webSocket) });

async function mined(hash) {
  return socket.waitForTransactionReceipt({ hash: await hash });
}

const { contractAddress: address } = await mined(
  wallet.deployContract({ chain: null, abi, bytecode: Guestbook.bytecode, args: ['Events'] }),
);
const send = () => mined(wallet.sendTransaction({ chain: null, to: zeroAddress }));
const sign = (page) => mined(wallet.writeContract({ chain: null, address, abi, functionName: 'sign', args: [page, 'heard'] }));
const onError = (failure) => {
  throw failure;
};

let page = 0n;
for (const [how, client] of [
  ['by subscription', socket],
  ['by a filter', polling],
]) {
  await check(`blocks ${how}`, async () => {
    const blocks = [];
    const stop = client.watchBlocks({ onBlock: (block) => blocks.push(block), onError, emitMissed: true });
    await send();
    await send();
    await eventually('two blocks', () => blocks.length >= 2);
    assert.equal(blocks[1].parentHash, blocks[0].hash);
    stop();
  });

  await check(`pending transactions ${how}`, async () => {
    const hashes = [];
    const stop = client.watchPendingTransactions({ onTransactions: (some) => hashes.push(...some), onError });
    await send();
    const { transactionHash } = await send();
    await eventually('the pending transaction', () => hashes.includes(transactionHash));
    stop();
  });

  await check(`events ${how}`, async () => {
    const pages = [];
    const stop = client.watchContractEvent({
      address,
      abi,
      eventName: 'Signed',
      args: { guest: account.address },
      onLogs: (logs) => pages.push(...logs.map((log) => log.args.page)),
      onError,
    });
    await send();
    const wanted = [++page, ++page];
    await sign(wanted[0]);
    await sign(wanted[1]);
    await eventually('two events', () => pages.length >= 2);
    assert.deepEqual(pages, wanted);
    stop();
  });
}

// viem keeps its socket, and with it the process.
process.exit();
