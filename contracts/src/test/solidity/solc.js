#!/usr/bin/env node
// Stands for the native compiler, which is not on npm: answers --version and --standard-json with solc-js.
'use strict';

const fs = require('fs');
const solc = require('solc');

if (process.argv.includes('--version')) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else {
  process.stdout.write(solc.compile(fs.readFileSync(0, 'utf8')));
}
