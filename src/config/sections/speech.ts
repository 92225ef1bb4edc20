import { z } from 'zod';
import { key, section } from '../key.ts';

export const speech = section(
  {
    device: key(
      z.string().regex(/^[\w:,=.-]+$/),
      'default',
      'ALSA device of the loudspeaker, as `aplay -L` lists it.',
      'A device with several sound cards speaks out of the wrong one otherwise.',
    ),
    headphones: key(
      z.string().regex(/^(|jack:[^@'"]+(@\w+)?|card:\w+)$/, 'must be empty, jack:NAME, jack:NAME@CARD or card:NAME'),
      '',
      'How it is seen that headphones are plugged in: `jack:Headphone Jack` (a control of the sound card, with `@1` of another card) or `card:Headset` (a USB card that is there only then); empty where there are none.',
      'What a waiting room must not hear is said through headphones only; without them it is never said.',
    ),
    headphoneDevice: key(
      z.string().regex(/^[\w:,=.-]*$/),
      '',
      'ALSA device of the headphones; empty where it is that of the loudspeaker.',
      'A USB handset is a sound card of its own.',
    ),
    silentHours: key(
      z.array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:mm-HH:mm')).max(8),
      [],
      'Hours of the day in which the loudspeaker says nothing, `12:30-13:30`; headphones go on.',
      'A ward nearby, a prayer, a rest at noon.',
    ),
    dictionary: key(
      z.string().min(1),
      '/var/lib/mecab/dic/open-jtalk/naist-jdic',
      'Folder of Open JTalk’s dictionary.',
      'Change it where the system lays it elsewhere.',
    ),
    voiceFile: key(
      z.string().min(1),
      '/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice',
      'The Japanese voice: a `.htsvoice` file.',
      'Another voice may be clearer in your room.',
    ),
  },
  'The voice: how it is made and where it is heard. Whether a visit begins with it: `accessibility.voice`.',
);
