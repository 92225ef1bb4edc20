import { z } from 'zod';
import { key, section } from '../key.ts';

const timeOfDay = z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 20:00')]);
const urlOf = (schemes: RegExp, example: string) =>
  z.union([z.literal(''), z.string().regex(schemes, `must be like ${example}`)]);

export const alerts = section(
  {
    quietFrom: key(
      timeOfDay,
      '',
      'From when on only what turns patients away is sent, `HH:MM` in Japan.',
      'At night nobody is woken by what can wait; it is sent at the end where it still stands.',
    ),
    quietTo: key(timeOfDay, '', 'Until when that holds; the same as its beginning, or both empty: never.', 'As above.'),
    webhookUrl: key(
      urlOf(/^https?:\/\//, 'https://it.example/hook'),
      '',
      'Address that every alert is posted to, as JSON; empty where none is.',
      'For whoever looks after many kiosks. Nothing of a patient is in it.',
    ),
    mail: section(
      {
        server: key(
          urlOf(/^smtps?:\/\//, 'smtps://mail.example:465'),
          '',
          'Mail server that takes the alerts; empty where no mail is sent.',
          '`smtps://` is encrypted from the start, `smtp://` must change to TLS unless it is this machine itself.',
        ),
        from: key(
          z.string(),
          '',
          'Address that the mails come from.',
          'Many servers take mails of their own addresses only.',
        ),
        to: key(z.array(z.email()).max(8), [], 'Whom they are sent to.', 'Those who look after the kiosk.'),
        user: key(z.string(), '', 'Name at the mail server; empty where it asks for none.', 'As the server wants it.'),
        passwordFile: key(
          z.string(),
          '',
          'File with the password at the mail server, relative to this file; nobody else may read it.',
          'Needed together with the name.',
        ),
      },
      'Alerts by mail.',
    ),
  },
  'What clinic IT is told without asking: when something breaks, stands, and is over.',
);
