// Compiles the contracts of the programs and writes ABI and creation bytecode of each into one file.
//
//   node compile.js OUTPUT.json
import assert from 'node:assert/strict';
import fs from 'node:fs';
import solc from 'solc';

const sources = Object.fromEntries(
  ['Batch.sol', 'Guestbook.sol'].map((name) => [
    name,
    { content: fs.readFileSync(new URL(`../contracts/${name}`, import.meta.url), 'utf8') },
  ]),
);
const compiled = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: 'Solidity',
      sources,
      settings: {
        evmVersion: 'cancun',
        optimizer: { enabled: true, runs: 200 },
        outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
      },
    }),
  ),
);
assert.deepEqual((compiled.errors ?? []).map((problem) => problem.formattedMessage), []);
const artifacts = {};
for (const contracts of Object.values(compiled.contracts)) {
  for (const [name, { abi, evm }] of Object.entries(contracts)) {
    artifacts[name] = { abi, bytecode: `0x${evm.bytecode.object}` };
  }
}
fs.writeFileSync(process.argv[2], JSON.stringify(artifacts));
