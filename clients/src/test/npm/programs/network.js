// What every program is given about the network, and how it tells what it checked.
import fs from 'node:fs';

const { LYCEUM_RPC, LYCEUM_WEBSOCKET, LYCEUM_KEY, LYCEUM_ARTIFACTS } = process.env;

/** JSON-RPC over HTTP. */
export const rpc = LYCEUM_RPC;
/** JSON-RPC over WebSocket. */
export const webSocket = LYCEUM_WEBSOCKET;
/** The private key of an account with coins that no other program uses. */
export const key = LYCEUM_KEY;
/** ABI and bytecode of our contracts. */
export const { Guestbook, Batch } = JSON.parse(fs.readFileSync(LYCEUM_ARTIFACTS, 'utf8'));

/** The EIP-712 type that Guestbook.signFor checks. */
export const entryTypes = {
  Entry: [
    { name: 'guest', type: 'address' },
    { name: 'page', type: 'uint256' },
    { name: 'words', type: 'string' },
  ],
};

/** The EIP-712 domain of a Guestbook. */
export function domain(chainId, verifyingContract) {
  return { name: 'Guestbook', version: '1', chainId, verifyingContract };
}

/**
 * Does a piece of work that throws where the network is not what the client expects, and tells which it was. The program
 * goes on, so that one run shows all differences, and ends as failed.
 */
export async function check(what, work) {
  try {
    await work();
    console.log(`checked ${what}`);
  } catch (failure) {
    process.exitCode = 1;
    console.log(`FAILED  ${what}`);
    console.log(failure);
  }
}

/** Waits for a condition that an event makes true. */
export async function eventually(what, condition) {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`It never happened: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
