import type { ArrivingWords } from './shape/arriving.ts';
import type { EndingWords } from './shape/ending.ts';
import type { FrameWords } from './shape/frame.ts';
import type { IdentityWords } from './shape/identity.ts';
import type { SettingsWords } from './shape/settings.ts';
import type { SharingWords } from './shape/sharing.ts';

/**
 * Every sentence the browser app says on its own to a patient. What only the server knows (problems, `next`) comes in
 * the view. Each language has a folder with the same files, and a sentence that is missing in one does not compile.
 */
export interface ScreenWords
  extends FrameWords,
    SettingsWords,
    ArrivingWords,
    IdentityWords,
    SharingWords,
    EndingWords {}
