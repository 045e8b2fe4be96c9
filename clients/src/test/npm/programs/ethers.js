// What a dapp written with ethers does over HTTP.
import assert from 'node:assert/strict';
import {
  ContractFactory,
  JsonRpcProvider,
  NonceManager,
  Signature,
  TypedDataEncoder,
  Wallet,
  ZeroAddress,
  id,
  toBeHex,
} from 'ethers';
import { Batch, Guestbook, check, domain, entryTypes, key, rpc } from './network.js';
import { verifyProof } from './proof.js';

const provider = new JsonRpcProvider(rpc, undefined, { pollingInterval: 200, cacheTimeout: -1 });
const wallet = new Wallet(key, provider);
const { chainId } = await provider.getNetwork();
const free = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
let book;

async function sent(transaction) {
  return (await transaction).wait();
}

await check('deploy', async () => {
  book = await new ContractFactory(Guestbook.abi, Guestbook.bytecode, wallet).deploy('Guests', { value: 5n });
  await book.waitForDeployment();
  const address = await book.getAddress();
  assert.equal(await book.title(), 'Guests');
  assert.equal(await provider.getBalance(address), 5n);
  assert.notEqual(await provider.getCode(address), '0x');
  const receipt = await book.deploymentTransaction().wait();
  assert.equal(receipt.contractAddress, address);
});

await check('EIP-1559 on a network without a base fee costs nothing', async () => {
  assert.equal((await provider.getFeeData()).gasPrice, 0n);
  const before = await provider.getBalance(wallet.address);
  // Where the base fee is zero ethers itself chooses the legacy type.
  const receipt = await sent(wallet.sendTransaction({ to: ZeroAddress, value: 7n, ...free }));
  assert.equal(receipt.type, 2);
  assert.equal(receipt.gasPrice, 0n);
  assert.equal(receipt.gasUsed, 21_000n);
  assert.equal((await sent(wallet.sendTransaction({ to: ZeroAddress }))).type, 0);
  assert.equal(await provider.getBalance(wallet.address), before - 7n);
});

await check('a tip is paid', async () => {
  const before = await provider.getBalance(wallet.address);
  const receipt = await sent(
    wallet.sendTransaction({ to: ZeroAddress, maxFeePerGas: 3n, maxPriorityFeePerGas: 2n }),
  );
  assert.equal(receipt.gasPrice, 2n);
  assert.equal(await provider.getBalance(wallet.address), before - 42_000n);
});

await check('legacy and access-list transactions', async () => {
  const legacy = await sent(wallet.sendTransaction({ to: ZeroAddress, type: 0, gasPrice: 1n }));
  assert.equal(legacy.type, 0);
  const accessList = [{ address: await book.getAddress(), storageKeys: [toBeHex(1, 32)] }];
  const announced = await sent(book.sign(1, 'announced', { type: 1, accessList }));
  assert.equal(announced.type, 1);
  const transaction = await provider.getTransaction(announced.hash);
  assert.deepEqual(transaction.accessList, accessList);
});

await check('events by filter', async () => {
  const receipt = await sent(book.sign(2, 'filtered'));
  const events = await book.queryFilter(book.filters.Signed(wallet.address, 2), 0, 'latest');
  assert.equal(events.length, 1);
  assert.equal(events[0].args.words, 'filtered');
  assert.equal(events[0].transactionHash, receipt.hash);
  assert.equal(events[0].blockHash, receipt.blockHash);
  assert.deepEqual(await book.queryFilter(book.filters.Signed(null, 3), 0, 'latest'), []);
  const byBlock = await provider.getLogs({ blockHash: receipt.blockHash, address: await book.getAddress() });
  assert.equal(byBlock[0].topics[0], id('Signed(address,uint256,string)'));
});

await check('a custom error, a reason and a panic are decoded', async () => {
  await assert.rejects(book.sign.staticCall(2, 'again'), (failure) => {
    assert.equal(failure.code, 'CALL_EXCEPTION');
    assert.equal(failure.revert.name, 'PageTaken');
    assert.deepEqual([...failure.revert.args], [2n, wallet.address]);
    return true;
  });
  await assert.rejects(book.sign.staticCall(3, ''), { reason: 'No words' });
  await assert.rejects(book.unsignedPages(0), { reason: 'Panic due to OVERFLOW(17)' });
  await assert.rejects(book.sign.estimateGas(2, 'again'), { code: 'CALL_EXCEPTION' });
  await assert.rejects(book.sign(3, ''), { code: 'CALL_EXCEPTION', reason: 'No words' });
});

await check('a transaction that reverts is mined as failed', async () => {
  const transaction = await book.sign(2, 'again', { gasLimit: 200_000 });
  await assert.rejects(transaction.wait(), (failure) => failure.receipt.status === 0);
});

await check('errors of sending have the codes that ethers knows', async () => {
  const poor = Wallet.createRandom(provider);
  await assert.rejects(poor.sendTransaction({ to: ZeroAddress, value: 1n, gasLimit: 21_000 }), { code: 'INSUFFICIENT_FUNDS' });
  await assert.rejects(wallet.sendTransaction({ to: ZeroAddress, nonce: 0 }), { code: 'NONCE_EXPIRED' });
});

await check('an EIP-712 signature is accepted on chain', async () => {
  const guest = Wallet.createRandom();
  const entry = { guest: guest.address, page: 4, words: 'signed elsewhere' };
  const bookDomain = domain(chainId, await book.getAddress());
  assert.equal(await book.domainSeparator(), TypedDataEncoder.hashDomain(bookDomain));
  const { v, r, s } = Signature.from(await guest.signTypedData(bookDomain, entryTypes, entry));
  await sent(book.signFor(entry.guest, entry.page, entry.words, v, r, s));
  assert.equal(await book.guestOf(4), guest.address);
  await assert.rejects(book.signFor.staticCall(entry.guest, 5, entry.words, v, r, s), (failure) => failure.revert.name === 'NotSignedBy');
});

await check('an account takes code by EIP-7702 and makes two calls in one transaction', async () => {
  const batch = await new ContractFactory(Batch.abi, Batch.bytecode, wallet).deploy();
  await batch.waitForDeployment();
  const authorization = await wallet.authorize({
    address: await batch.getAddress(),
    // The sender's own nonce grows before authorizations are looked at.
    nonce: (await provider.getTransactionCount(wallet.address)) + 1,
  });
  const bookAddress = await book.getAddress();
  const receipt = await sent(
    batch
      .attach(wallet.address)
      .execute(
        [6, 7].map((page) => ({ target: bookAddress, data: book.interface.encodeFunctionData('sign', [page, 'both']) })),
        { type: 4, authorizationList: [authorization], ...free },
      ),
  );
  assert.equal(receipt.type, 4);
  assert.equal(receipt.logs.length, 2);
  assert.equal(await book.guestOf(7), wallet.address);
  assert.equal(
    await provider.getCode(wallet.address),
    `0xef0100${(await batch.getAddress()).slice(2).toLowerCase()}`,
  );
  const mined = await provider.getTransaction(receipt.hash);
  assert.equal(mined.authorizationList[0].address, await batch.getAddress());
  assert.equal(mined.authorizationList[0].nonce, authorization.nonce);
});

await check('twenty transactions sent at once take twenty nonces', async () => {
  const manager = new NonceManager(wallet);
  const shared = book.connect(manager);
  const pages = Array.from({ length: 20 }, (_, index) => 100 + index);
  const receipts = await Promise.all(
    pages.map(async (page) => sent(shared.sign(page, 'parallel', { gasLimit: 200_000 }))),
  );
  assert.deepEqual(receipts.map((receipt) => receipt.status), pages.map(() => 1));
  assert.equal(await provider.getTransactionCount(wallet.address, 'pending'), await provider.getTransactionCount(wallet.address));
});

await check('a batch of a hundred calls', async () => {
  const owners = await Promise.all(Array.from({ length: 100 }, (_, index) => book.guestOf(100 + index)));
  assert.equal(owners.filter((owner) => owner === wallet.address).length, 20);
});

await check('blocks, tags and their transactions', async () => {
  const [latest, safe, finalized] = await Promise.all(
    ['latest', 'safe', 'finalized'].map((tag) => provider.getBlock(tag)),
  );
  assert.ok(safe.number >= latest.number && finalized.number >= latest.number);
  const receipt = await sent(wallet.sendTransaction({ to: ZeroAddress }));
  const block = await provider.getBlock(receipt.blockNumber, true);
  assert.ok(block.prefetchedTransactions.some((transaction) => transaction.hash === receipt.hash));
  assert.equal((await provider.getBlock(block.hash)).number, block.number);
  assert.equal((await provider.getBlock(0)).number, 0);
  assert.equal(await provider.getBlock(block.number + 1_000_000), null);
  assert.equal(await provider.getTransactionReceipt(id('nothing')), null);
  assert.equal(await provider.getTransaction(id('nothing')), null);
});

await check('eth_getProof against the state root of a header', async () => {
  const block = await provider.getBlock('latest');
  const { stateRoot } = await provider.send('eth_getBlockByHash', [block.hash, false]);
  const at = { blockHash: block.hash };
  const slots = [toBeHex(0, 32), toBeHex(1, 32), toBeHex(99, 32)];
  const proof = await provider.send('eth_getProof', [await book.getAddress(), slots, at]);
  assert.equal(await verifyProof(stateRoot, proof), true);
  assert.equal(BigInt(proof.storageProof[1].value), await book.signedPages({ blockTag: block.number }));
  const absent = await provider.send('eth_getProof', [Wallet.createRandom().address, ['0x0'], at]);
  assert.equal(await verifyProof(stateRoot, absent), false);
});

await check('historical state', async () => {
  const before = await provider.getBlockNumber();
  await sent(book.sign(8, 'later'));
  assert.equal(await book.guestOf(8, { blockTag: before }), ZeroAddress);
  assert.equal(await book.guestOf(8), wallet.address);
});

await check('the node signs for an account that its operator unlocked', async () => {
  const signer = await provider.getSigner();
  const receipt = await sent(book.connect(signer).sign(9, 'unlocked'));
  assert.equal(receipt.from, signer.address);
  assert.equal(await book.guestOf(9), signer.address);
});

provider.destroy();
