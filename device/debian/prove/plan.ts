import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebianMachine } from './debianMachine.ts';

/** A package to be tried, and one like it that is older. */
export interface ProvenPackages {
  readonly deb: string;
  readonly version: string;
  readonly older: string;
  readonly olderVersion: string;
}

export interface ProofStep {
  readonly name: string;
  /** What was seen; throws where it is not as it should be. */
  readonly work: () => Promise<string>;
}

/** Where the machine finds what it is to install. */
const [olderThere, newerThere] = ['/root/older.deb', '/root/newer.deb'] as const;
const versionThere = "dpkg --status uketsuke | sed -n 's/^Version: //p'";
/** What a clinic has on a machine by the time an update comes. */
const ownConfiguration = {
  clinic: { name: 'ひいらぎ内科クリニック', institutionCode: '1310000001' },
  kiosk: { dataFolder: '/var/lib/uketsuke' },
  screen: { restartBrowser: ['/usr/bin/touch', '/run/uketsuke/screen-restart'] },
  face: { profile: 'embedded' },
  eligibility: { gatewayUrl: 'http://127.0.0.1:8090' },
  outbox: { sinks: { oqsFace: { enabled: true, folder: '/srv/uketsuke' } } },
};

/** Everything that a clinic's IT does with the package, in order, on one machine. */
export function proofOf(machine: DebianMachine, packages: ProvenPackages): readonly ProofStep[] {
  const { deb, older, version, olderVersion } = packages;
  const install = (file: string) => machine.done(`apt-get install --yes -o Dpkg::Options::=--force-confdef ${file}`);
  const is = (seen: string, wanted: string, what: string) => {
    if (seen.trim() !== wanted) throw new Error(`${what}: ${seen.trim()}, not ${wanted}`);
  };
  // Of the data folder what lasts: a kiosk that ends takes its socket and its name at the lock away.
  const keptHere = () =>
    machine.done(
      "cd / && sha256sum /etc/uketsuke/kiosk.config.json /etc/uketsuke-machine/firewall.nft && find /var/lib/uketsuke -mindepth 1 -maxdepth 1 ! -type s ! -name '*.holder' -printf '%f\\n' | sort",
    );
  let kept = '';
  return [
    {
      name: 'its systemd starts',
      async work() {
        for (const [from, to] of [
          [older, olderThere],
          [deb, newerThere],
        ] as const)
          cpSync(from, join(machine.root, to));
        await machine.switchOn();
        return (await machine.done('. /etc/os-release; echo "$PRETTY_NAME, $(systemctl --version | head -1)"')).trim();
      },
    },
    {
      name: 'apt installs it, with what Debian has',
      async work() {
        await install(olderThere);
        return `version ${(await machine.done(versionThere)).trim()}`;
      },
    },
    {
      name: 'uketsuke --help',
      async work() {
        const said = await machine.done('uketsuke --help');
        if (/simulate/i.test(said)) throw new Error('it speaks of a simulator');
        return said.split('\n')[0] ?? '';
      },
    },
    {
      name: 'uketsuke about',
      async work() {
        const about = JSON.parse(await machine.done('uketsuke about --json'));
        is(about.version, olderVersion, 'version');
        is(`${about.slot}`, 'null', 'slot');
        return `${about.version}, Node ${about.node}, program ${String(about.hashes.program).slice(0, 12)}…`;
      },
    },
    {
      name: 'systemd knows every word of the units, and how closed they are',
      async work() {
        const verified = await machine.run('systemd-analyze verify /usr/lib/systemd/system/uketsuke*');
        const complaints = verified.stderr.split('\n').filter((line) => /uketsuke/.test(line));
        if (verified.code !== 0 || complaints.length > 0) throw new Error(complaints.join(' / ') || verified.stderr);
        const scores = await machine.done(
          'for u in uketsuke uketsuke-screen uketsuke-self-test uketsuke-firewall; do systemd-analyze security --no-pager $u.service | tail -1; done',
        );
        return [...scores.matchAll(/for (\S+)\.service: ([\d.]+)/g)]
          .map(([, unit, score]) => `${unit} ${score}`)
          .join(', ');
      },
    },
    {
      name: 'the kiosk runs by itself, and begins with its set-up',
      async work() {
        const state = await machine.done(
          'for i in $(seq 100); do systemctl is-active --quiet uketsuke.service && break; sleep 1; done; systemctl is-active uketsuke.service',
        );
        is(state, 'active', 'uketsuke.service');
        const page = await machine.done(fetchText('$(cat /run/uketsuke/screen-url)'));
        if (!page.includes('設定')) throw new Error(`no set-up on the screen: ${page.slice(0, 200)}`);
        const user = await machine.done('ps -o user= -p $(systemctl show -P MainPID uketsuke.service)');
        is(user, 'uketsuke', 'whose process it is');
        return 'READY, set-up on the screen, as user uketsuke';
      },
    },
    {
      name: 'with a configuration it serves, and knows no simulator',
      async work() {
        const file = join(machine.root, 'etc/uketsuke/kiosk.config.json');
        await machine.done(
          'systemctl stop uketsuke.service && mkdir -p /srv/uketsuke/face && chown -R uketsuke: /srv/uketsuke',
        );
        writeFileSync(file, `${JSON.stringify(ownConfiguration, undefined, 2)}\n`);
        await machine.done('systemctl start uketsuke.service');
        const health = await machine.done(fetchText('http://127.0.0.1:9464/healthz', true));
        const refused = await machine.run('uketsuke run --simulator');
        if (refused.code !== 2) throw new Error('it takes --simulator');
        const found = await machine.run('find /opt/uketsuke -ipath "*simulator*" | head -3');
        is(found.stdout, '', 'simulator in it');
        return `healthz ${health.trim().slice(0, 120)}`;
      },
    },
    {
      name: 'uketsuke doctor asks the kiosk that runs',
      async work() {
        const { stdout } = await machine.run('uketsuke doctor --json');
        const report = JSON.parse(stdout);
        const numbers = report.findings.map(({ number }: { number: string }) => number);
        if (!numbers.includes('U-104'))
          throw new Error(`a reader that is not there is not found: ${numbers.join(' ')}`);
        return `${report.checks.length} checks, findings ${[...new Set(numbers)].join(' ')}`;
      },
    },
    {
      name: 'the self-test that is started by its timer ends well',
      async work() {
        await machine.done('systemctl start uketsuke-self-test.service');
        is(await machine.done('systemctl show -P Result uketsuke-self-test.service'), 'success', 'result');
        return (await machine.done('systemctl list-timers --all --no-legend uketsuke-self-test.timer'))
          .trim()
          .slice(0, 60);
      },
    },
    {
      name: 'the firewall lets the desk in, and is its owner’s to switch on',
      async work() {
        is((await machine.run('systemctl is-enabled uketsuke-firewall.service')).stdout, 'disabled', 'firewall');
        await machine.done('command -v nft >/dev/null && nft --check --file /etc/uketsuke-machine/firewall.nft');
        return 'disabled; nft takes its rules';
      },
    },
    {
      name: 'an update by apt keeps configuration, changed settings and data',
      async work() {
        await machine.done('echo "# our own line" >> /etc/uketsuke-machine/firewall.nft');
        kept = await keptHere();
        await install(newerThere);
        is(await machine.done(versionThere), version.replace('-', '~'), 'version');
        is(await keptHere(), kept.trim(), 'configuration and data');
        is(JSON.parse(await machine.done('uketsuke about --json')).version, version, 'about');
        is(await machine.done('systemctl is-active uketsuke.service'), 'active', 'uketsuke.service');
        return `${olderVersion} → ${version}, serves again`;
      },
    },
    {
      name: 'what was switched off stays off through an update',
      async work() {
        await machine.done('systemctl disable uketsuke-screen.service');
        await install(`--reinstall ${newerThere}`);
        is((await machine.run('systemctl is-enabled uketsuke-screen.service')).stdout, 'disabled', 'screen');
        return 'uketsuke-screen.service';
      },
    },
    {
      name: 'removed, it leaves configuration and data',
      async work() {
        await machine.done('apt-get remove --yes uketsuke');
        is((await machine.run('test -e /opt/uketsuke && ls -R /opt/uketsuke | head')).stdout, '', '/opt/uketsuke');
        is(await keptHere(), kept.trim(), 'configuration and data');
        return 'both there';
      },
    },
    {
      name: 'purged with the wish to keep, the clinic’s data stay',
      async work() {
        await machine.done('touch /etc/uketsuke/keep && apt-get purge --yes uketsuke');
        await machine.done(
          'test -s /etc/uketsuke/kiosk.config.json && test -d /var/lib/uketsuke && getent passwd uketsuke',
        );
        return 'configuration, data and their owner';
      },
    },
    {
      name: 'installed again it serves with them',
      async work() {
        await install(newerThere);
        await machine.done(fetchText('http://127.0.0.1:9464/healthz', true));
        return (await machine.done('ls -A /var/lib/uketsuke')).trim().split('\n').join(' ');
      },
    },
    {
      name: 'purged, nothing is left',
      async work() {
        await machine.done('rm /etc/uketsuke/keep && apt-get purge --yes uketsuke && rm -rf /srv/uketsuke');
        is((await machine.run('dpkg-query -W uketsuke 2>/dev/null')).stdout, '', 'dpkg’s record');
        await machine.switchOff();
        const left = machine.remains();
        if (left.length > 0) throw new Error(left.slice(0, 20).join(' / '));
        return 'the tree is as it was';
      },
    },
  ];
}

/** A line of shell that prints what an address answers; with the package's own Node, since a PC may have no curl. */
function fetchText(address: string, isPatient = false): string {
  const program = `
    const until = Date.now() + ${isPatient ? 60_000 : 5_000};
    for (;;) {
      try { console.log(await (await fetch(process.argv[1])).text()); break; }
      catch (error) { if (Date.now() > until) throw error; await new Promise((go) => setTimeout(go, 500)); }
    }`;
  return `/opt/uketsuke/bin/node --input-type=module -e '${program}' "${address}"`;
}
