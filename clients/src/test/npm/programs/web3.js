// What a dapp written with web3.js does over HTTP.
import assert from 'node:assert/strict';
import { Web3 } from 'web3';
import { getEncodedEip712Data } from 'web3-eth-abi';
import { signMessageWithPrivateKey } from 'web3-eth-accounts';
import { Guestbook, check, domain, entryTypes, key, rpc } from './network.js';
import { verifyProof } from './proof.js';

const web3 = new Web3(rpc);
web3.eth.transactionPollingInterval = 200;
const account = web3.eth.accounts.wallet.add(key)[0];
const from = account.address;
const nobody = '0x0000000000000000000000000000000000000000';
const chainId = await web3.eth.getChainId();
let book;

await check('deploy', async () => {
  book = await new web3.eth.Contract(Guestbook.abi)
    .deploy({ data: Guestbook.bytecode, arguments: ['Guests'] })
    .send({ from });
  book.setConfig({ contractDataInputFill: 'data' });
  assert.equal(await book.methods.title().call(), 'Guests');
});

await check('EIP-1559, legacy and access-list transactions', async () => {
  const latest = await web3.eth.sendTransaction({ from, to: nobody, value: 1n });
  assert.equal(latest.type, 2n);
  assert.equal(latest.effectiveGasPrice, 0n);
  const legacy = await web3.eth.sendTransaction({ from, to: nobody, gasPrice: 1n, type: 0 });
  assert.equal(legacy.type, 0n);
  const data = book.methods.sign(1, 'announced').encodeABI();
  const { accessList } = await web3.eth.createAccessList({ from, to: book.options.address, data });
  assert.equal(web3.utils.toChecksumAddress(accessList[0].address), web3.utils.toChecksumAddress(book.options.address));
  const announced = await web3.eth.sendTransaction({
    from,
    to: book.options.address,
    data,
    accessList,
    gasPrice: 0n,
    type: 1,
  });
  assert.equal(announced.type, 1n);
  assert.equal(announced.status, 1n);
});

await check('events by filter', async () => {
  const receipt = await book.methods.sign(2, 'filtered').send({ from });
  assert.equal(receipt.events.Signed.returnValues.words, 'filtered');
  const events = await book.getPastEvents('Signed', { filter: { page: 2 }, fromBlock: 0, toBlock: 'latest' });
  assert.deepEqual(events.map((event) => event.returnValues.words), ['filtered']);
});

await check('a custom error and a reason are decoded', async () => {
  await assert.rejects(book.methods.sign(2, 'again').call({ from }), (failure) => {
    assert.equal(failure.cause.errorName, 'PageTaken');
    assert.equal(failure.cause.errorArgs.page, 2n);
    return true;
  });
  await assert.rejects(book.methods.sign(3, '').send({ from }), (failure) => {
    assert.match(JSON.stringify({ message: failure.message, reason: failure.reason, cause: failure.cause?.message }), /No words/);
    return true;
  });
});

await check('an EIP-712 signature is accepted on chain', async () => {
  const guest = web3.eth.accounts.create();
  const message = { guest: guest.address, page: 4, words: 'signed elsewhere' };
  const digest = getEncodedEip712Data(
    {
      types: {
        EIP712Domain: [
          { name: 'name', type: 'string' },
          { name: 'version', type: 'string' },
          { name: 'chainId', type: 'uint256' },
          { name: 'verifyingContract', type: 'address' },
        ],
        ...entryTypes,
      },
      primaryType: 'Entry',
      domain: domain(Number(chainId), book.options.address),
      message,
    },
    true,
  );
  const { r, s, v } = signMessageWithPrivateKey(digest, guest.privateKey);
  await book.methods.signFor(guest.address, 4, message.words, v, r, s).send({ from });
  assert.equal(await book.methods.guestOf(4).call(), guest.address);
});

await check('a batch', async () => {
  const batch = new web3.BatchRequest();
  const numbers = Array.from({ length: 20 }, (_, index) =>
    batch.add({ jsonrpc: '2.0', id: index + 1, method: 'eth_getBlockByNumber', params: [`0x${index.toString(16)}`, false] }),
  );
  await batch.execute();
  assert.deepEqual(
    (await Promise.all(numbers)).map((block) => Number(block.number)),
    numbers.map((_, index) => index),
  );
});

await check('ten transactions sent at once with their nonces', async () => {
  const nonce = Number(await web3.eth.getTransactionCount(from, 'pending'));
  const receipts = await Promise.all(
    Array.from({ length: 10 }, (_, index) => web3.eth.sendTransaction({ from, to: nobody, value: 1n, nonce: nonce + index })),
  );
  assert.deepEqual(receipts.map((receipt) => receipt.status), receipts.map(() => 1n));
});

await check('fees, blocks and the node', async () => {
  const history = await web3.eth.getFeeHistory(2, 'latest', [50]);
  assert.equal(history.baseFeePerGas.length, 3);
  assert.equal((await web3.eth.calculateFeeData()).gasPrice, 0n);
  const block = await web3.eth.getBlock('latest', true);
  assert.equal((await web3.eth.getBlockTransactionCount(block.hash)), BigInt((block.transactions ?? []).length));
  assert.equal(await web3.eth.getBlockUncleCount(block.hash), 0n);
  assert.equal(await web3.eth.net.isListening(), true);
  assert.match(await web3.eth.getNodeInfo(), /^lyceum/i);
  assert.equal(await web3.eth.isSyncing(), false);
});

await check('eth_getProof against the state root of a header', async () => {
  const block = await web3.eth.getBlock('latest');
  const proof = await web3.requestManager.send({
    method: 'eth_getProof',
    params: [book.options.address, ['0x1'], web3.utils.numberToHex(block.number)],
  });
  assert.equal(await verifyProof(block.stateRoot, proof), true);
});
