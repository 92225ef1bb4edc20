// Debian packages: what the kiosk uses from the system, and what only its tests use.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { japaneseVoice } from './japaneseVoice.mjs';
import { say, step } from './progress.mjs';

/** To compile the native npm packages, to speak to card readers, to take pictures, to speak to patients. */
const toRun = [
  'g++',
  'make',
  'python3',
  'pcscd',
  'libpcsclite-dev',
  'vsmartcard-vpcd',
  'fswebcam',
  'ffmpeg',
  'open-jtalk',
  'open-jtalk-mecab-naist-jdic',
  'espeak-ng',
  'alsa-utils',
];
/** The browser the journeys drive, its Japanese letters, and the independent judges of the virtual card. */
const toTest = [
  'chromium',
  'fonts-noto-cjk',
  'opensc',
  'openssl',
  'pcsc-tools',
  'libopenjp2-tools',
  'nats-server',
  'iproute2',
  'strace',
  'systemd',
  'binutils',
  'prometheus',
  'fdisk',
];

/** The packages of `wanted` that dpkg does not list as installed. */
function missing(wanted) {
  const installed = new Set();
  try {
    const listing = execFileSync('dpkg-query', ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...wanted], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    collect(listing, installed);
  } catch (error) {
    // dpkg-query exits 1 when one name is unknown and still lists the others.
    collect(String(error.stdout ?? ''), installed);
  }
  return wanted.filter((name) => !installed.has(name));
}

function collect(listing, installed) {
  for (const line of listing.split('\n')) {
    const [name, status] = line.split(' ');
    if (status === 'installed') installed.add(name);
  }
}

function hasDpkg() {
  try {
    execFileSync('dpkg-query', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Only its promtool is wanted: where its service has no unit it is not started, and takes no port from anybody. */
function keepPrometheusStill(lacking) {
  if (!lacking.includes('prometheus')) return;
  try {
    mkdirSync('/etc/systemd/system', { recursive: true });
    symlinkSync('/dev/null', '/etc/systemd/system/prometheus.service');
  } catch {
    // It is masked already.
  }
}

/**
 * Installs what is missing (as root), or says the exact line to run and goes on with what works.
 * @param {{ forTests: boolean }} options
 */
export async function debianPackages({ forTests }) {
  const wanted = forTests ? [...toRun, ...toTest] : toRun;
  if (!hasDpkg()) {
    say(`  This is not a Debian system. Please install the equivalents of: ${wanted.join(' ')}`);
    return;
  }
  const lacking = missing(wanted);
  if (lacking.length === 0) {
    await japaneseVoice();
    return;
  }
  if (process.getuid?.() !== 0) {
    say('  Some Debian packages are missing. Install them and start again:');
    say(`    sudo apt-get install -y --no-install-recommends ${lacking.join(' ')}`);
    say('  Going on with what works without them.');
    return;
  }
  keepPrometheusStill(lacking);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('Debian package lists', 'apt-get', ['update', '-qq'], { env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...lacking];
  const installed = await step(`Debian packages ${lacking.join(' ')}`, 'apt-get', args, { env });
  if (!installed) say('  Going on without them; what needs them will say so.');
  await japaneseVoice();
}
