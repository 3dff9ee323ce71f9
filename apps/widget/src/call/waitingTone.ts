/** Two soft notes every four seconds, for who waits and hears nothing else. */
const EVERY_MS = 4_000;

/** Begins at once; the answer ends it. Where the browser does not let the page sound it stays silent. */
export function startWaitingTone(): () => void {
  const audio = new AudioContext();
  const play = (): void => {
    for (const [place, hz] of [523.25, 659.25].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const start = audio.currentTime + place * 0.35;
      tone.frequency.value = hz;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.05, start + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.5);
    }
  };
  play();
  const timer = setInterval(play, EVERY_MS);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
