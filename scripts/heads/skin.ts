import { mix, type Rgb, scale, tint } from './colour.ts';
import { facialHairColour, hairColourAt } from './hair.ts';
import type { Head } from './head.ts';
import type { Identity } from './identity.ts';
import { valueNoise } from './random.ts';
import { bell, clamp, smoothstep } from './shapes.ts';

/** Colour of the skin at a point, with everything that lies on it, and how moist it is (lips), 0 to 1. */
export function paintSkin(who: Identity, head: Head, x: number, y: number, z: number): { colour: Rgb; lip: number } {
  const bare = complexion(who, x, y, z);
  if (z <= 0.1) return { colour: underHair(who, x, y, z, bare), lip: 0 };
  const [fx, fy] = head.straightened(x, y);
  const spotted = paintMoles(who, x, y, paintFreckles(who, x, y, blush(who, head, fx, fy, bare)));
  const { colour, lip } = paintLips(who, head, fx, fy, spotted);
  const lined = paintWrinkles(who, head, fx, fy, colour);
  const lidded = z > 0.4 ? paintLids(who, head, fx, fy, lined) : lined;
  const shaded = paintNostrils(who, head, fx, fy, paintBrow(who, fx, fy, lidded));
  return { colour: underHair(who, x, y, z, paintFacialHair(who, head, fx, fy, z, shaded)), lip };
}

/** Grain, uneven pigment and patches of red. */
function complexion(who: Identity, x: number, y: number, z: number): Rgb {
  const coarse = valueNoise(x * 9, y * 9, z * 9, who.texture);
  const fine = valueNoise(x * 38, y * 38, z * 38, who.texture + 9);
  const patch = who.patches * (valueNoise(x * 3.2, y * 3.2, z * 3.2, who.texture + 21) - 0.5);
  const grained = scale(who.skin, 0.965 + 0.06 * (coarse - 0.5) + who.pores * (fine - 0.5));
  return tint(grained, [1 - 0.3 * patch, 1 - patch, 1 - patch]);
}

/** The scalp shows the colour of the hair that grows on it. */
function underHair(who: Identity, x: number, y: number, z: number, skin: Rgb): Rgb {
  if (who.hair.baldAbove !== undefined) return skin;
  return y > who.hairline + 0.03 && z < 0.6 ? mix(skin, hairColourAt(who, x, y, z), 0.5) : skin;
}

function blush(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  const cheeks = who.blush * bell(Math.abs(x) - 0.4, 0.2) * bell(y - who.cheekHeight - 0.03, 0.17);
  const tip = 0.8 * who.blush * bell(x, 0.12) * bell(y - head.noseTipHeight, 0.12);
  const red = 1 - cheeks - tip;
  return tint(skin, [1, red, red]);
}

/** Freckles over nose and cheeks, and the brown spots of age. */
function paintFreckles(who: Identity, x: number, y: number, skin: Rgb): Rgb {
  const freckled = Math.max(0, who.freckles - 0.5) * 1.4 * bell(y - who.cheekHeight - 0.1, 0.3);
  const aged = Math.max(0, who.wrinkles - 0.6) * smoothstep(0.15, 0.5, Math.abs(x) + 0.4 * Math.max(0, y));
  const freckle = freckled > 0 ? smoothstep(0.7, 0.85, valueNoise(x * 26, y * 26, 0, who.texture + 5)) : 0;
  const spot = aged > 0 ? smoothstep(0.76, 0.86, valueNoise(x * 9, y * 9, 0, who.texture + 6)) : 0;
  return mix(skin, tint(skin, [0.66, 0.52, 0.42]), clamp(freckled * freckle + aged * spot));
}

function paintMoles(who: Identity, x: number, y: number, skin: Rgb): Rgb {
  const dark = Math.max(0, ...who.moles.map(([mx, my]) => smoothstep(0.026, 0.016, Math.hypot(x - mx, y - my))));
  return mix(skin, [84, 54, 42], 0.9 * dark);
}

function paintLips(who: Identity, head: Head, x: number, y: number, skin: Rgb): { colour: Rgb; lip: number } {
  const { above, across } = head.mouth(x, y);
  if (Math.abs(across) >= 1) return { colour: skin, lip: 0 };
  const round = 1 - across * across;
  const bow = 1 - who.lipBow * bell(across, 0.16);
  const lip =
    above > 0
      ? smoothstep(1.15, 0.8, above / (who.upperLip * bow * round ** 0.7 + 1e-4))
      : smoothstep(1.15, 0.85, -above / (who.lowerLip * round ** 0.6 + 1e-4));
  const red: Rgb = [
    who.skin[0] * (0.86 - 0.1 * who.lipHue * who.lipRed) + 8,
    who.skin[1] * (0.68 - (0.2 + 0.2 * who.lipHue) * who.lipRed),
    who.skin[2] * (0.68 - (0.24 - 0.12 * who.lipHue) * who.lipRed),
  ];
  const painted = mix(skin, red, lip * 0.85);
  return { colour: mix(painted, [92, 44, 42], 0.8 * bell(above, 0.011)), lip };
}

/** Lines on the forehead, between the brows, beside the eyes and beside the mouth. */
function paintWrinkles(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  if (who.wrinkles < 0.1) return skin;
  const side = Math.abs(x);
  const wave = y + 0.02 * Math.sin(x * 7 + who.texture);
  const forehead =
    Math.max(0, Math.sin((wave - 0.4) * 52)) ** 6 *
    smoothstep(0.4, 0.45, y) *
    smoothstep(0.66, 0.58, y) *
    bell(x, 0.34);
  const frown = bell(side - 0.05, 0.013) * bell(y - who.eyeHeight - who.browHeight, 0.07);
  const fan = Math.atan2(y - who.eyeHeight, side - who.eyeApart);
  const reach = Math.hypot(y - who.eyeHeight, side - who.eyeApart) - who.eyeWidth;
  const crowsFeet =
    Math.max(0, Math.sin(fan * 11 + 1.2)) ** 5 *
    bell(fan, 0.75) *
    smoothstep(0.02, 0.06, reach) *
    smoothstep(0.2, 0.12, reach);
  const fold =
    bell(side - 0.2 - (head.noseTipHeight - y) * 0.42, 0.018) *
    smoothstep(-0.66, -0.5, y) *
    smoothstep(head.noseTipHeight + 0.04, head.noseTipHeight - 0.06, y);
  const marionette =
    bell(side - who.mouthWidth - 0.03 - 0.12 * (who.mouthHeight - y), 0.014) *
    smoothstep(who.mouthHeight - 0.24, who.mouthHeight - 0.14, y) *
    smoothstep(who.mouthHeight + 0.02, who.mouthHeight - 0.04, y) *
    smoothstep(0.5, 0.9, who.wrinkles);
  const lines = 0.3 * forehead + 0.25 * frown + 0.3 * crowsFeet + 0.4 * fold + 0.3 * marionette;
  return mix(skin, tint(skin, [0.62, 0.5, 0.46]), clamp(who.wrinkles * lines));
}

function paintLids(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  const away = head.eyeOpening(x, y);
  const aboveEye = y > who.eyeHeight + who.eyeSlant * (Math.abs(x) - who.eyeApart);
  const lashes = who.lashes * smoothstep(0.022, 0, away) * (aboveEye ? 1 : 0.35);
  const crease = aboveEye ? 0.75 * who.lidFold * bell(away - who.lidFoldAway, 0.014) : 0;
  const bags = who.eyeBags * smoothstep(0.14, 0.03, away);
  const creased = mix(mix(skin, [34, 24, 22], lashes), scale(skin, 0.72), crease * (1 - lashes));
  return mix(creased, tint(creased, [0.82, 0.74, 0.76]), bags);
}

function paintBrow(who: Identity, x: number, y: number, skin: Rgb): Rgb {
  const along = Math.abs(x) - who.eyeApart;
  const arch = who.eyeHeight + who.browHeight + who.browAngle * 0.25 * along - who.browArch * (along - 0.03) ** 2;
  const thickness = who.browThickness * (1 - 0.6 * clamp((along + 0.05) / who.browWidth));
  const hair =
    smoothstep(1.25, 0.6, Math.abs(y - arch) / thickness) *
    smoothstep(who.browWidth * 1.12, who.browWidth * 0.85, Math.abs(along));
  const dense = who.browDensity * (0.55 + 0.45 * valueNoise(x * 60, y * 25, 0, who.texture + 2));
  return mix(skin, facialHairColour(who), hair * dense);
}

function paintNostrils(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  const from = Math.hypot(Math.abs(x) - who.noseWidth * 0.6, (y - head.noseTipHeight + who.noseTip * 0.9) * 1.6);
  return mix(skin, scale(skin, 0.45), 0.8 * smoothstep(0.035, 0.015, from));
}

function paintFacialHair(who: Identity, head: Head, x: number, y: number, z: number, skin: Rgb): Rgb {
  const dense = head.facialHair(x, y);
  if (dense <= 0) return skin;
  const strands = valueNoise(x * 46, y * 15, z * 20, who.texture + 7);
  return mix(skin, scale(facialHairColour(who), 0.7 + 0.6 * strands), clamp(dense * (0.75 + 0.45 * strands)));
}
