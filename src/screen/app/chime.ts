/** Two tones, the second higher, a second and a half in all: heard across a waiting room, and no alarm. */
export function chime(): void {
  const audio = new AudioContext();
  const gain = audio.createGain();
  gain.connect(audio.destination);
  for (const [at, pitch] of [
    [0, 784],
    [0.5, 1047],
  ] as const) {
    const from = audio.currentTime + at;
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(gain);
    gain.gain.setValueAtTime(0.4, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.48);
    tone.start(from);
    tone.stop(from + 0.5);
    if (at > 0) tone.onended = () => void audio.close();
  }
}
