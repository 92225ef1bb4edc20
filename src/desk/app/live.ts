// Keeps an open page of the desk up to date. What it shows comes ready-made from the kiosk; without it every page works
// after a reload.
import { listenForBell } from './call.ts';
import { sendInPlace } from './inPlace.ts';
import { listenForKeys } from './keys.ts';
import './list.ts';
import { watchForLeaving } from './lock.ts';
import { closeMenus } from './menus.ts';
import { sayThatItPaints } from './painting.ts';
import { followSetUp } from './setUp.ts';
import { countUp } from './since.ts';
import { followKiosk } from './stream.ts';
import { sendUpdates } from './upload.ts';

const mode = document.body.dataset.live;

if (mode === 'signed-in') {
  followKiosk();
  watchForLeaving();
  listenForKeys();
  closeMenus();
  sendInPlace();
  sendUpdates();
}
if (mode === 'set-up') {
  followSetUp();
  sendUpdates();
}
// Without TLS there is only the kiosk's own screen, in the set-up: whether a new system is good depends on what it paints.
if (location.protocol === 'http:') sayThatItPaints();
if (mode === 'bell') setInterval(() => void listenForBell(), 5000);
setInterval(countUp, 1000);
countUp();
