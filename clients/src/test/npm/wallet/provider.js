// A wallet in the page, as an extension of the browser would put it there: an EIP-1193 provider that signs with one key
// and asks a node for everything else. It is window.ethereum, and announces itself by EIP-6963. The test runs it before
// the page's own scripts, after ethers and with LYCEUM_WALLET, the node's URL and the key.
(() => {
  const { rpc, key } = window.LYCEUM_WALLET;
  const node = new ethers.JsonRpcProvider(rpc, undefined, { pollingInterval: 200 });
  const wallet = new ethers.Wallet(key, node);
  const listeners = new Map();
  let connected = false;

  function accounts() {
    return connected ? [wallet.address.toLowerCase()] : [];
  }

  function emit(event, argument) {
    (listeners.get(event) ?? []).forEach((listener) => listener(argument));
  }

  function connect() {
    if (!connected) {
      connected = true;
      emit('accountsChanged', accounts());
    }
    return accounts();
  }

  async function send({ to, value, data, gas, ...fees }) {
    const nonce = await node.getTransactionCount(wallet.address, 'pending');
    const transaction = { to, value, data, nonce, gasLimit: gas, ...(await eip1559(fees)) };
    return (await wallet.sendTransaction(transaction)).hash;
  }

  async function eip1559({ maxFeePerGas, maxPriorityFeePerGas }) {
    const tip = maxPriorityFeePerGas ?? (await node.send('eth_maxPriorityFeePerGas', []));
    const { baseFeePerGas } = await node.getBlock('latest');
    return {
      type: 2,
      maxPriorityFeePerGas: BigInt(tip),
      maxFeePerGas: BigInt(maxFeePerGas ?? baseFeePerGas * 2n + BigInt(tip)),
    };
  }

  /** A type and those that it is made of; ethers wants no others. */
  function needed(name, types, found = {}) {
    if (name in types && !(name in found)) {
      found[name] = types[name];
      types[name].forEach((member) => needed(member.type.replace(/\[.*/, ''), types, found));
    }
    return found;
  }

  function signTypedData(json) {
    const { domain, types, primaryType, message } = JSON.parse(json);
    // For the test, which checks the signature on chain.
    window.LYCEUM_WALLET.signed = json;
    return wallet.signTypedData(domain, needed(primaryType, types), message);
  }

  const methods = {
    eth_accounts: accounts,
    eth_requestAccounts: connect,
    wallet_requestPermissions: () => connect() && [{ parentCapability: 'eth_accounts' }],
    wallet_getPermissions: () => (connected ? [{ parentCapability: 'eth_accounts' }] : []),
    eth_sendTransaction: ([transaction]) => send(transaction),
    eth_signTypedData_v4: ([, json]) => signTypedData(json),
    personal_sign: ([message]) => wallet.signMessage(ethers.getBytes(message)),
  };

  const provider = {
    // What the page asks for is a wallet that does as MetaMask does.
    isMetaMask: true,
    isConnected: () => true,
    async request({ method, params = [] }) {
      return method in methods ? methods[method](params) : node.send(method, params);
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      return this;
    },
    removeListener(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((other) => other !== listener));
      return this;
    },
    removeAllListeners() {
      listeners.clear();
      return this;
    },
  };

  const info = Object.freeze({
    uuid: '5b1f7c0e-6a0f-4c8e-9f3b-0d6c1f2f4a11',
    name: 'Lyceum test wallet',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
    rdns: 'io.lyceum.clients',
  });

  function announce() {
    window.dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    );
  }

  window.ethereum = provider;
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
})();
