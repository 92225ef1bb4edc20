import type { Casting } from './identity.ts';

/**
 * Who plays whom. Seeds were searched (a few hundred heads, both sets of networks) for eight people none of whom is
 * taken for another; tests/face_people.test.ts holds the margin.
 */
export const cast: Readonly<Record<string, Casting>> = {
  'yamada-hanako': { seed: 28, feminine: true },
  'ito-misaki': { seed: 48, feminine: true, overrides: { mouthWidth: 0.2, eyeOpening: 0.09 } },
  'sato-ichiro': { seed: 11, feminine: false },
  'tanaka-kenta': { seed: 39, feminine: false },
  // 78: white hair worn short, a lined face.
  'suzuki-ume': {
    seed: 121,
    feminine: true,
    overrides: {
      hairColour: [206, 204, 200],
      hairVolume: 0.16,
      hairEnds: -0.05,
      wrinkles: 0.95,
      skin: [228, 188, 160],
    },
  },
  // 70: grey, with a high hairline.
  'takasaki-yoshio': {
    seed: 108,
    feminine: false,
    overrides: { hairColour: [168, 168, 168], hairline: 0.9, wrinkles: 0.8, skin: [214, 168, 136] },
  },
  'fernandez-alexandra': {
    seed: 110,
    feminine: true,
    overrides: { hairColour: [104, 62, 34], skin: [178, 124, 90], iris: [92, 84, 48] },
  },
  // 2: a big forehead, big eyes low in the face, little nose and chin.
  'kobayashi-hina': {
    seed: 107,
    feminine: true,
    overrides: {
      hairColour: [30, 24, 22],
      hairEnds: -0.4,
      skin: [244, 206, 184],
      faceLength: 0.84,
      jawWidth: 0.78,
      skullWidth: 0.9,
      chinSize: 0.12,
      cheekSize: 0.3,
      cheekHeight: -0.26,
      eyeApart: 0.34,
      eyeHeight: 0.03,
      eyeWidth: 0.2,
      eyeOpening: 0.1,
      browThickness: 0.02,
      browRidge: 0.03,
      noseLength: 0.2,
      noseWidth: 0.07,
      noseForward: 0.12,
      noseBridge: 0.05,
      mouthWidth: 0.19,
      neckWidth: 0.3,
      wrinkles: 0,
    },
  },
};
