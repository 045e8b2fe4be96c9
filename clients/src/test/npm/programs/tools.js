// Runs the command-line tools that npm installed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

/** What a tool wrote; throws with all of it if the tool failed. */
export function run(tool, ...words) {
  const { status, stdout, stderr, error } = spawnSync(`${project}/node_modules/.bin/${tool}`, words, {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${tool} ${words.join(' ')} failed:\n${error ?? ''}${stdout}${stderr}`);
  }
  return stdout;
}
