import { type StaffRole, staffRoles } from '../audit/staffRoles.ts';
import type { SessionStanding, Sign } from './accounts/standing.ts';

/** What a staff member may be, in the words of the trail. */
export const roles = staffRoles;
export type Role = StaffRole;

const everyRole: readonly Role[] = roles;
/** Those who deal with patients. A technician mends the machine and sees nobody's data. */
const withPatients: readonly Role[] = ['receptionist', 'administrator'];
const administrators: readonly Role[] = ['administrator'];
const withMachines: readonly Role[] = ['technician', 'administrator'];

/**
 * Who may use what: every route of the desk stands here, and one that does not is not served. `anyone` needs no
 * sign-in. Everything but GET also needs the CSRF token.
 */
export const access = {
  'GET /desk.css': 'anyone',
  'GET /live.js': 'anyone',
  'GET /icon.svg': 'anyone',
  'GET /sign-in': 'anyone',
  'GET /invitation': 'anyone',
  'GET /api/csrf': 'anyone',
  'GET /api/bell': 'anyone',
  'POST /api/sign-in': 'anyone',
  'POST /api/set-up': 'anyone',
  'POST /api/invitation': 'anyone',

  'POST /api/sign-out': everyRole,
  'GET /api/me': everyRole,
  'GET /api/me/here': everyRole,
  'POST /api/me/lock': everyRole,
  'POST /api/me/unlock': everyRole,
  'GET /lock': everyRole,
  'GET /second-factor': everyRole,
  'POST /api/me/second-factor/begin': everyRole,
  'POST /api/me/second-factor/accept': everyRole,
  'POST /api/me/second-factor/prove': everyRole,
  'POST /api/me/password': everyRole,
  'POST /api/me/passcode': everyRole,
  'GET /api/kiosk/now': everyRole,
  'GET /api/kiosk/events': everyRole,
  'GET /': everyRole,
  'GET /fragments/kiosk': everyRole,
  'GET /me': everyRole,

  'POST /api/kiosk/card': withPatients,
  'POST /api/kiosk/approve': withPatients,
  'POST /api/kiosk/refuse': withPatients,
  'POST /api/kiosk/help': withPatients,
  'POST /api/kiosk/clean': withPatients,
  'POST /api/kiosk/practice/begin': withPatients,
  'POST /api/kiosk/practice/end': withPatients,
  'POST /api/kiosk/number': withPatients,
  'POST /api/kiosk/diagnose': withMachines,
  'POST /api/support-bundle': withMachines,
  'GET /api/arrivals': withPatients,
  'POST /api/arrivals': withPatients,
  'GET /api/arrivals/:id': withPatients,
  'POST /api/arrivals/:id/patient-number': withPatients,
  'GET /api/attention': withPatients,
  'POST /api/arrivals/:id/settle': withPatients,
  'POST /api/arrivals/:id/reopen': withPatients,
  'GET /api/arrivals/:id/same-person': withPatients,
  'POST /api/arrivals/:id/same-person': withPatients,
  'GET /api/same-person': withPatients,
  'POST /api/same-person/:id/revoke': withPatients,
  'POST /api/insurance-look-up': withPatients,
  'GET /insurance-look-up': withPatients,
  'GET /api/mode': everyRole,
  'POST /api/mode/open': withPatients,
  'POST /api/mode/end': withPatients,
  'GET /fragments/arrivals': withPatients,
  'GET /fragments/attention': withPatients,
  'GET /kiosk/visual': withPatients,
  'GET /kiosk/number': withPatients,
  'GET /arrivals/:id': withPatients,
  'GET /arrivals/:id/same-person': withPatients,
  'GET /same-person': withPatients,
  'GET /without-card': withPatients,
  'GET /mode': withPatients,

  'GET /api/reports': everyRole,
  'GET /api/reports/:id': everyRole,
  'GET /reports': everyRole,
  'GET /reports/:id': everyRole,
  'GET /reports/:id/pdf': everyRole,
  'GET /api/statistics': everyRole,
  'GET /statistics': everyRole,
  'GET /machine': everyRole,
  'GET /card-or-reader': everyRole,
  'GET /api/statistics.csv': administrators,

  'GET /about': withMachines,
  'GET /api/about': withMachines,
  'GET /fragments/update': withMachines,
  'GET /api/update': withMachines,
  'POST /api/update/piece': withMachines,
  'POST /api/update/install': withMachines,
  'POST /api/update/call-off': withMachines,

  'GET /api/staff': administrators,
  'POST /api/staff': administrators,
  'POST /api/staff/:id/role': administrators,
  'POST /api/staff/:id/disable': administrators,
  'POST /api/staff/:id/enable': administrators,
  'POST /api/staff/:id/invite': administrators,
  'POST /api/staff/:id/renew': administrators,
  'POST /api/staff/:id/second-factor/forget': administrators,
  'POST /api/staff/unlock-passcodes': administrators,
  'GET /staff': administrators,

  'GET /backup': administrators,
  'POST /api/backup': administrators,
  'POST /api/backup/key': administrators,
  'POST /api/backup/recipients': administrators,

  'GET /settings': administrators,
  'GET /settings/:id': administrators,
  'GET /api/settings/file': administrators,
  'POST /api/settings/:id': administrators,
  'POST /api/settings/:id/try': administrators,
  'POST /api/settings/restart': administrators,
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, 'anyone' | readonly Role[]>;

export type RouteKey = keyof typeof access;

/** Routes that a page asks by itself, with nobody in front of it: they say no more than that it is open. */
const background: ReadonlySet<RouteKey> = new Set([
  'GET /api/bell',
  'GET /api/kiosk/events',
  'GET /fragments/kiosk',
  'GET /fragments/arrivals',
  'GET /fragments/attention',
  'GET /fragments/update',
]);

/** What is left to a session that is not open. Nothing of it shows a patient. */
const leftTo: Readonly<Record<'locked' | 'proving' | 'enrolling', ReadonlySet<RouteKey>>> = {
  locked: new Set(['GET /lock', 'POST /api/me/lock', 'POST /api/me/unlock', 'POST /api/sign-out']),
  proving: new Set(['GET /second-factor', 'POST /api/me/second-factor/prove', 'POST /api/sign-out']),
  enrolling: new Set([
    'GET /second-factor',
    'POST /api/me/second-factor/begin',
    'POST /api/me/second-factor/accept',
    'POST /api/sign-out',
  ]),
};

/** Whether a session in this standing may use it: where it is locked or unproven almost nothing, where it rests no change. */
export function mayNow(key: RouteKey, standing: SessionStanding): boolean {
  if (standing === 'open' || access[key] === 'anyone') return true;
  if (standing === 'resting') return key.startsWith('GET ') || leftTo.locked.has(key);
  return leftTo[standing].has(key);
}

/** What a request says of who is in front of the page. */
export function signOf(key: RouteKey): Sign {
  if (background.has(key)) return 'page';
  return key === 'GET /api/me/here' ? 'presence' : 'act';
}

export function isRouteKey(text: string): text is RouteKey {
  return Object.hasOwn(access, text);
}

export function mayUse(key: RouteKey, role: Role): boolean {
  const who = access[key];
  return who === 'anyone' || who.includes(role);
}
