import { z } from 'zod';
import { consentKinds, factsOf, forEachItem } from '../../consent/items.ts';
import { addressOrNone } from '../addresses.ts';
import { key, section, tlsFiles } from '../key.ts';

export const consent = section(
  {
    kinds: key(
      z.enum(consentKinds),
      'ordinary',
      '`wide` where 電子カルテ情報共有 is introduced: the same questions then cover more, and say so.',
      'Ask in the words that are true for your clinic.',
    ),
    items: section(
      forEachItem((item) => {
        const { usuallyAsked, officialName, advice } = factsOf(item);
        return key(z.boolean(), usuallyAsked, `${officialName}.`, advice);
      }),
      'What patients are asked to share. The defaults are those of a newly installed reader.',
    ),
  },
  'Consent.',
);

export const prescription = section(
  {
    introduced: key(z.boolean(), false, 'Whether e-prescription is introduced here.', 'Without it nothing is asked.'),
    askAtReception: key(
      z.boolean(),
      false,
      'Whether the patient chooses 電子 or 紙 at the kiosk.',
      'Many clinics ask in the consulting room instead.',
    ),
  },
  '電子処方箋.',
);

export const subsidies = section(
  {
    enabled: key(
      z.boolean(),
      true,
      'Whether PMH is asked for 医療費助成 certificates.',
      'The question appears only for somebody who has one.',
    ),
    verb: key(
      z.enum(['use', 'provide']),
      'use',
      '`use`: 利用する / 利用しない. `provide`: 提供する / 提供しない.',
      'Say it as your other reader does.',
    ),
  },
  '医療費助成 (PMH).',
);

const lookUps = section(
  {
    way: key(
      z.enum(['gateway', 'folder']),
      'gateway',
      '`gateway`: the eligibility gateway is asked. `folder`: a file into `req`, its answer out of `res` (docs/clinic-systems.md).',
      '`folder` where the clinic’s 資格確認端末 takes questions by file only. Cards are asked about at the gateway in any case.',
    ),
    folder: key(
      z.string(),
      '',
      'The folder that holds `req` and `res`, relative to this file; usually a mounted share.',
      'Neither is ever made: where they are missing the share is not mounted, and the desk reads U-410.',
    ),
    encoding: key(
      z.enum(['utf-8', 'shift_jis']),
      'utf-8',
      'Encoding of the questions, and of answers that do not say theirs.',
      'As the terminal is set up.',
    ),
    timeLimitSeconds: key(
      z.int().min(2).max(60),
      20,
      'Longest wait for the answer file.',
      'Staff and patient wait at the desk; both files are taken away after it.',
    ),
    pollMilliseconds: key(
      z.int().min(100).max(5_000),
      500,
      'Pause between two looks into `res`.',
      'An answer counts once two looks have seen the same: longer where the share is slow.',
    ),
  },
  'Asking by the numbers on a 資格確認書, without a card.',
);

export const eligibility = section(
  {
    gatewayUrl: key(
      addressOrNone,
      '',
      'URL of the eligibility gateway (docs/api/gateway.yaml).',
      'The simulator fills it in. In production https, unless it is on this machine.',
    ),
    ...tlsFiles('the gateway'),
    nameVariants: key(
      z.array(z.string().regex(/^\S{2,}$/u, 'must be two or more characters that stand for each other')),
      [],
      'Kanji that stand for each other in names, beside those the kiosk knows; each entry one group, such as "高髙".',
      'A name the card and the insurer write differently sends the patient to the desk.',
    ),
    lookUps,
    timeoutSeconds: key(z.int().min(2).max(60), 10, 'Longest wait for its answer.', 'A patient is waiting meanwhile.'),
  },
  'The eligibility check.',
);
