// What a dapp written with viem does over HTTP, requests in batches.
import assert from 'node:assert/strict';
import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  defineChain,
  encodeFunctionData,
  getAddress,
  http,
  numberToHex,
  parseSignature,
  zeroAddress,
} from 'viem';
import { generatePrivateKey, nonceManager, privateKeyToAccount } from 'viem/accounts';
import { Batch, Guestbook, check, domain, entryTypes, key, rpc } from './network.js';
import { verifyProof } from './proof.js';

const transport = http(rpc, { batch: true });
const chainId = await createPublicClient({ transport }).getChainId();
const chain = defineChain({
  id: chainId,
  name: 'Lyceum',
  nativeCurrency: { name: 'POL', symbol: 'POL', decimals: 18 },
  rpcUrls: { default: { http: [rpc] } },
});
const account = privateKeyToAccount(key, { nonceManager });
const client = createPublicClient({ chain, transport, pollingInterval: 200, cacheTime: 0 });
const wallet = createWalletClient({ account, chain, transport });
const { abi } = Guestbook;
let address;

async function mined(hash) {
  return client.waitForTransactionReceipt({ hash });
}

async function write(functionName, args, options = {}) {
  return mined(await wallet.writeContract({ address, abi, functionName, args, ...options }));
}

async function read(functionName, args = [], options = {}) {
  return client.readContract({ address, abi, functionName, args, ...options });
}

async function revertOf(work) {
  try {
    await work;
  } catch (failure) {
    assert.ok(failure instanceof BaseError, failure);
    const revert = failure.walk((cause) => cause instanceof ContractFunctionRevertedError);
    assert.ok(revert, failure);
    return revert;
  }
  assert.fail('nothing reverted');
}

await check('deploy', async () => {
  const receipt = await mined(await wallet.deployContract({ abi, bytecode: Guestbook.bytecode, args: ['Guests'] }));
  assert.equal(receipt.status, 'success');
  address = getAddress(receipt.contractAddress);
  assert.equal(await read('title'), 'Guests');
  assert.equal(await client.getBalance({ address }), 0n);
});

await check('fees of a network without a base fee', async () => {
  assert.deepEqual(await client.estimateFeesPerGas(), { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n });
  assert.equal(await client.getGasPrice(), 0n);
  const history = await client.getFeeHistory({ blockCount: 2, rewardPercentiles: [25, 75] });
  assert.equal(history.baseFeePerGas.length, 3);
  assert.equal(history.reward[0].length, 2);
  assert.equal(await client.estimateGas({ account, to: zeroAddress, value: 1n }), 21_000n);
  assert.equal(await client.getBlobBaseFee(), 1n);
});

await check('EIP-1559, legacy and access-list transactions', async () => {
  const latest = await mined(await wallet.sendTransaction({ to: zeroAddress, value: 1n }));
  assert.equal(latest.type, 'eip1559');
  const legacy = await mined(await wallet.sendTransaction({ to: zeroAddress, gasPrice: 1n }));
  assert.equal(legacy.type, 'legacy');
  assert.equal(legacy.effectiveGasPrice, 1n);
  const { accessList, gasUsed } = await client.createAccessList({
    account,
    to: address,
    data: encodeFunctionData({ abi, functionName: 'sign', args: [1n, 'announced'] }),
  });
  assert.deepEqual(accessList.map((entry) => getAddress(entry.address)), [address]);
  assert.ok(accessList[0].storageKeys.includes(numberToHex(1, { size: 32 })));
  assert.ok(gasUsed > 21_000n);
  const announced = await write('sign', [1n, 'announced'], { accessList, type: 'eip2930', gasPrice: 0n });
  assert.equal(announced.type, 'eip2930');
  assert.deepEqual((await client.getTransaction({ hash: announced.transactionHash })).accessList, accessList);
});

await check('events by filter', async () => {
  const receipt = await write('sign', [2n, 'filtered']);
  const events = await client.getContractEvents({
    address,
    abi,
    eventName: 'Signed',
    args: { guest: account.address, page: 2n },
    fromBlock: 0n,
  });
  assert.deepEqual(events.map((event) => event.args.words), ['filtered']);
  assert.equal(events[0].transactionHash, receipt.transactionHash);
});

await check('a custom error, a reason and a panic are decoded', async () => {
  const taken = await revertOf(
    client.simulateContract({ account, address, abi, functionName: 'sign', args: [2n, 'again'] }),
  );
  assert.equal(taken.data.errorName, 'PageTaken');
  assert.deepEqual(taken.data.args, [2n, account.address]);
  const wordless = await revertOf(wallet.writeContract({ address, abi, functionName: 'sign', args: [3n, ''] }));
  assert.equal(wordless.reason, 'No words');
  const panic = await revertOf(read('unsignedPages', [0n]));
  assert.deepEqual(panic.data.args, [17n]);
  account.nonceManager.reset({ address: account.address, chainId });
});

await check('a transaction that reverts is mined as failed', async () => {
  const receipt = await write('sign', [2n, 'again'], { gas: 200_000n });
  assert.equal(receipt.status, 'reverted');
});

await check('an EIP-712 signature is accepted on chain', async () => {
  const guest = privateKeyToAccount(generatePrivateKey());
  const message = { guest: guest.address, page: 4n, words: 'signed elsewhere' };
  const typedData = { domain: domain(chainId, address), types: entryTypes, primaryType: 'Entry', message };
  const signature = await guest.signTypedData(typedData);
  assert.ok(await client.verifyTypedData({ address: guest.address, signature, ...typedData }));
  const { v, r, s } = parseSignature(signature);
  await write('signFor', [guest.address, 4n, message.words, Number(v), r, s]);
  assert.equal(await read('guestOf', [4n]), guest.address);
});

await check('an account takes code by EIP-7702 and makes two calls in one transaction', async () => {
  const deployed = await mined(await wallet.deployContract({ abi: Batch.abi, bytecode: Batch.bytecode }));
  const authorization = await wallet.signAuthorization({
    contractAddress: deployed.contractAddress,
    executor: 'self',
  });
  const calls = [6n, 7n].map((page) => ({
    target: address,
    data: encodeFunctionData({ abi, functionName: 'sign', args: [page, 'both'] }),
  }));
  const hash = await wallet.writeContract({
    address: account.address,
    abi: Batch.abi,
    functionName: 'execute',
    args: [calls],
    authorizationList: [authorization],
  });
  const receipt = await mined(hash);
  assert.equal(receipt.type, 'eip7702');
  assert.equal(receipt.status, 'success');
  assert.equal(await read('guestOf', [7n]), account.address);
  const { authorizationList } = await client.getTransaction({ hash });
  assert.equal(getAddress(authorizationList[0].address), getAddress(deployed.contractAddress));
  const delegation = await client.getDelegation({ address: account.address });
  assert.equal(delegation, getAddress(deployed.contractAddress));
});

await check('twenty transactions sent at once take twenty nonces', async () => {
  const pages = Array.from({ length: 20 }, (_, index) => BigInt(100 + index));
  const receipts = await Promise.all(pages.map((page) => write('sign', [page, 'parallel'], { gas: 200_000n })));
  assert.deepEqual(new Set(receipts.map((receipt) => receipt.status)), new Set(['success']));
});

await check('many calls in one, without a contract that gathers them', async () => {
  const results = await client.multicall({
    deployless: true,
    allowFailure: false,
    contracts: Array.from({ length: 50 }, (_, index) => ({
      address,
      abi,
      functionName: 'guestOf',
      args: [BigInt(100 + index)],
    })),
  });
  assert.equal(results.filter((guest) => guest === account.address).length, 20);
});

await check('a call with another balance and another storage than the chain has', async () => {
  const title = await read('title', [], {
    stateOverride: [{ address, stateDiff: [{ slot: numberToHex(0, { size: 32 }), value: `0x41${'00'.repeat(30)}02` }] }],
  });
  assert.equal(title, 'A');
});

await check('calls simulated one after the other', async () => {
  const { results } = await client.simulateCalls({
    account: account.address,
    calls: [
      { to: address, abi, functionName: 'sign', args: [300n, 'imagined'] },
      { to: address, abi, functionName: 'guestOf', args: [300n] },
      { to: address, abi, functionName: 'sign', args: [300n, 'again'] },
    ],
  });
  assert.deepEqual(results.map((result) => result.status), ['success', 'success', 'failure']);
  assert.equal(results[1].result, account.address);
  assert.equal(await read('guestOf', [300n]), zeroAddress);
});

await check('eth_getProof against the state root of a header', async () => {
  const block = await client.getBlock();
  const slots = [numberToHex(1, { size: 32 }), numberToHex(99, { size: 32 })];
  const proof = await client.request({ method: 'eth_getProof', params: [address, slots, numberToHex(block.number)] });
  assert.equal(await verifyProof(block.stateRoot, proof), true);
  const parsed = await client.getProof({ address, storageKeys: slots, blockNumber: block.number });
  assert.equal(parsed.storageProof[0].value, await read('signedPages', [], { blockNumber: block.number }));
});

await check('blocks and their transactions', async () => {
  const receipt = await mined(await wallet.sendTransaction({ to: zeroAddress }));
  const block = await client.getBlock({ blockHash: receipt.blockHash, includeTransactions: true });
  assert.ok(block.transactions.some(({ hash }) => hash === receipt.transactionHash));
  assert.equal(await client.getBlockTransactionCount({ blockHash: receipt.blockHash }), block.transactions.length);
  const byIndex = await client.getTransaction({ blockHash: receipt.blockHash, index: receipt.transactionIndex });
  assert.equal(byIndex.hash, receipt.transactionHash);
  for (const blockTag of ['latest', 'safe', 'finalized', 'earliest', 'pending']) {
    assert.notEqual((await client.getBlock({ blockTag })).number, undefined);
  }
  assert.ok((await client.getTransactionConfirmations({ hash: receipt.transactionHash })) > 0n);
});

await check('traces, receipts of a block, and the pool', async () => {
  const { transactionHash, blockHash } = await write('sign', [400n, 'traced']);
  const trace = await client.request({ method: 'debug_traceTransaction', params: [transactionHash, { tracer: 'callTracer' }] });
  assert.equal(getAddress(trace.to), address);
  assert.equal(trace.type, 'CALL');
  const receipts = await client.request({ method: 'eth_getBlockReceipts', params: [blockHash] });
  assert.ok(receipts.some((receipt) => receipt.transactionHash === transactionHash));
  const { pending } = await client.request({ method: 'txpool_status' });
  assert.match(pending, /^0x/);
});
