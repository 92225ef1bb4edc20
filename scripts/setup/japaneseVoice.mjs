// The Japanese voice of Open JTalk: free (CC BY 3.0), and in Debian's `contrib`, which many systems do not list.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, step } from './progress.mjs';

const name = 'hts-voice-nitech-jp-atr503-m001';
const file = '/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Installs it (as root), or says the line to run. Without it there is no Japanese voice; all else works. */
export async function japaneseVoice() {
  if (existsSync(file)) return;
  if (process.getuid?.() !== 0) {
    say(`  For the Japanese voice, with Debian's "contrib" among the sources: sudo apt-get install -y ${name}`);
    return;
  }
  if (isKnown()) return void (await install([]));
  const release = releaseName();
  if (release === undefined || !existsSync(keyring)) {
    say(`  The Japanese voice is in Debian's "contrib": install ${name} from there.`);
    return;
  }
  await fromContrib(release);
}

/** From a list of its own that is gone afterwards: this system's sources stay as they are. */
async function fromContrib(release) {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-contrib-'));
  try {
    const list = join(folder, 'contrib.list');
    mkdirSync(join(folder, 'lists', 'partial'), { recursive: true });
    writeFileSync(list, `deb [signed-by=${keyring}] http://deb.debian.org/debian ${release} contrib\n`);
    const only = [
      `Dir::Etc::sourcelist=${list}`,
      'Dir::Etc::sourceparts=-',
      `Dir::State::lists=${join(folder, 'lists')}`,
    ];
    const options = only.flatMap((option) => ['-o', option]);
    if (await step("Debian's list of contrib", 'apt-get', [...options, 'update', '-qq'])) await install(options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install(options) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = [...options, 'install', '-y', '-qq', '--no-install-recommends', name];
  if (!(await step('Japanese voice', 'apt-get', args, { env }))) say('  Going on without it; the desk will say so.');
}

function isKnown() {
  try {
    return /Candidate: \d/.test(
      execFileSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }),
    );
  } catch {
    return false;
  }
}

/** `bookworm`; undefined where this is not Debian. */
function releaseName() {
  try {
    const about = readFileSync('/etc/os-release', 'utf8');
    return /^ID=debian$/m.test(about) ? /^VERSION_CODENAME=(\w+)$/m.exec(about)?.[1] : undefined;
  } catch {
    return undefined;
  }
}
