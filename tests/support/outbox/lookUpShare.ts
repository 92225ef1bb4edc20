import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type FolderLookUp,
  type FolderLookUpOptions,
  folderLookUp,
} from '../../../src/outbox/sinks/oqs/folderLookUp.ts';
import type { InsuranceLookUp } from '../../../src/reception/insuranceLookUp.ts';
import { temporaryFolder } from './queue.ts';

/** Whom the answers of {@link answerText} are about. */
export const asked: InsuranceLookUp = {
  insurerNumber: '138057',
  insuredCardSymbol: '柊１２',
  insuredIdentificationNumber: '１８７３０',
  insuredBranchNumber: '',
  birthdate: '19850412',
  limitConsent: true,
};

export interface LookUpShare {
  readonly root: string;
  readonly lookUp: FolderLookUp;
  /** Plays the terminal: called with the identifier of each question; what it returns is left in `res`. */
  terminal(reply: (identifier: string, target: string) => string | Uint8Array | undefined): void;
  /** Everything that lies in the share, as paths. */
  left(): string[];
}

/** A share as a clinic has it, and the kiosk's side of asking there. */
export function lookUpShare(changes: Partial<FolderLookUpOptions> = {}): LookUpShare {
  const root = changes.root ?? temporaryFolder();
  for (const folder of ['req', 'res']) mkdirSync(join(root, folder), { recursive: true });
  const lookUp = folderLookUp({
    root,
    encoding: 'utf-8',
    institutionCode: '1311234567',
    kiosk: 'kiosk-1',
    timeLimitMs: 10_000,
    pollMs: 40,
    ...changes,
  });
  return {
    root,
    lookUp,
    terminal(reply) {
      const seen = new Set<string>();
      const watcher = watch(join(root, 'req'), () => {
        for (const name of readdirSync(join(root, 'req'))) {
          const identifier = /^OQSsiquc01req_(.+)\.xml$/.exec(name)?.[1];
          if (identifier === undefined || seen.has(identifier)) continue;
          seen.add(identifier);
          readFileSync(join(root, 'req', name));
          const target = join(root, 'res', `OQSsiquc01res_${identifier}.xml`);
          const answer = reply(identifier, target);
          if (answer !== undefined) writeFileSync(target, answer);
        }
      });
      onTestFinished(() => watcher.close());
    },
    left: () => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name)),
  };
}

/** An answer file about the person {@link asked} about. */
export function answerText(identifier: string, name = '吉野　花子', declared = 'UTF-8'): string {
  return `<?xml version="1.0" encoding="${declared}"?>
<XmlMsg>
	<MessageHeader>
		<MedicalInstitutionCode>1311234567</MedicalInstitutionCode>
		<ArbitraryFileIdentifier>${identifier}</ArbitraryFileIdentifier>
		<SegmentOfResult>1</SegmentOfResult>
		<ErrorCode/>
	</MessageHeader>
	<MessageBody>
		<ProcessingResultStatus>1</ProcessingResultStatus>
		<QualificationValidity>1</QualificationValidity>
		<ResultList>
			<ResultOfQualificationConfirmation>
				<InsurerNumber>  138057</InsurerNumber>
				<InsurerName>ひいらぎ市国民健康保険</InsurerName>
				<InsuredCardSymbol>柊１２</InsuredCardSymbol>
				<InsuredIdentificationNumber>１８７３０</InsuredIdentificationNumber>
				<Name>${name}</Name>
				<Sex1>2</Sex1>
				<Birthdate>19850412</Birthdate>
			</ResultOfQualificationConfirmation>
		</ResultList>
	</MessageBody>
</XmlMsg>
`;
}

/** A signal that never aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
