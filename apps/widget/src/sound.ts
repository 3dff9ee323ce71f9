/** A short soft tick, made rather than loaded. Where the browser does not let the page sound yet it stays silent. */
export async function tick(): Promise<void> {
  const audio = new AudioContext();
  try {
    if (audio.state !== 'running') return;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 880;
    volume.gain.setValueAtTime(0.12, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.15);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.15);
    await new Promise((ended) => tone.addEventListener('ended', ended));
  } finally {
    await audio.close();
  }
}
