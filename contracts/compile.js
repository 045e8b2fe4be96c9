// Compiles src/main/solidity and writes, for each predeployed contract and the sample token, its ABI and creation
// bytecode.
//
//   npm install && npm run compile          writes the artifacts that are committed
//   node compile.js OUTPUT_DIRECTORY        writes them elsewhere (the test that finds stale artifacts)
'use strict';

const fs = require('fs');
const path = require('path');
const solc = require('solc');

const SOURCES = path.join(__dirname, 'src/main/solidity');
const ARTIFACTS = path.join(__dirname, 'src/main/resources/io/lyceum/contracts');
const CONTRACTS = [
  'AuthorityRegistry',
  'LearnerRegistry',
  'ModelRegistry',
  'ProofOfLearning',
  'RewardVault',
  'SampleToken',
  'TrainingJobs',
];

const sources = {};
for (const file of fs.readdirSync(SOURCES).filter((name) => name.endsWith('.sol')).sort()) {
  sources[file] = { content: fs.readFileSync(path.join(SOURCES, file), 'utf8') };
}

const output = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: 'Solidity',
      sources,
      settings: {
        evmVersion: 'cancun',
        viaIR: true,
        optimizer: { enabled: true, runs: 200 },
        // Without metadata the bytecode depends on nothing but the code.
        metadata: { appendCBOR: false, bytecodeHash: 'none' },
        outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
      },
    })
  )
);

const problems = output.errors || [];
for (const problem of problems) {
  console.error(problem.formattedMessage);
}
if (problems.length > 0) {
  process.exit(1);
}

const target = process.argv[2] || ARTIFACTS;
fs.mkdirSync(target, { recursive: true });
for (const name of CONTRACTS) {
  const { abi, evm } = output.contracts[`${name}.sol`][name];
  const artifact = { contractName: name, abi, bytecode: `0x${evm.bytecode.object}` };
  fs.writeFileSync(path.join(target, `${name}.json`), `${JSON.stringify(artifact)}\n`);
}
