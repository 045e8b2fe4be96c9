// Runs the command-line tools that npm installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Foundry's own programs, where they are for this machine: what npm puts before them ends well though they fail. */
function program(tool) {
  const native = `${project}/node_modules/@foundry-rs/${tool}-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}/bin/${tool}`;
  return fs.existsSync(native) ? native : `${project}/node_modules/.bin/${tool}`;
}

/** What a tool wrote; throws with all of it if the tool failed. */
export function run(tool, ...words) {
  const { status, stdout, stderr, error } = spawnSync(program(tool), words, { cwd: project, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${tool} ${words.join(' ')} failed:\n${error ?? ''}${stdout}${stderr}`);
  }
  return stdout;
}
