// Lines a person can follow while something long runs: what it is, how long it has taken, what came of it.
import { spawn } from 'node:child_process';

const everyMs = 10_000;

/** Says that a step is done or was not needed. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command quietly; its output is shown only when it fails. A line every ten seconds tells that it is alive.
 * @param {string} title what it does, for people
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<boolean>} whether it succeeded
 */
export function step(title, command, args, options = {}) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say(`  ${title} …`);
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const alive = setInterval(() => say(`  ${title} … ${seconds()}`), everyMs);
    const finish = (good, reason) => {
      clearInterval(alive);
      if (!good) process.stderr.write(`${Buffer.concat(output)}\n  ${title}: ${reason} after ${seconds()}\n`);
      else say(`  ${title}: done in ${seconds()}`);
      resolve(good);
    };
    child.on('error', (error) => finish(false, error.message));
    child.on('close', (code) => finish(code === 0, `failed (exit ${code})`));
  });
}
