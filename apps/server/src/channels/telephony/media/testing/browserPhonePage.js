/* Runs in a page: a phone without signalling that says one tone and keeps what it hears. */
/* eslint-env browser */
globalThis.openPhone = async ({ hertz, codecs }) => {
  const connection = new RTCPeerConnection();
  const speaking = new AudioContext();
  const tone = new OscillatorNode(speaking, { frequency: hertz });
  const loud = new GainNode(speaking, { gain: 0.25 });
  const mouth = new MediaStreamAudioDestinationNode(speaking);
  tone.connect(loud).connect(mouth);
  tone.start();

  const listening = new AudioContext({ sampleRate: 8_000 });
  const worklet = `registerProcessor('ear', class extends AudioWorkletProcessor {
    process([input]) { if (input[0] !== undefined) this.port.postMessage(input[0]); return true; }
  });`;
  await listening.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })));
  const ear = new AudioWorkletNode(listening, 'ear', { channelCount: 1, channelCountMode: 'explicit' });
  let heard = [];
  ear.port.addEventListener('message', ({ data }) => heard.push(...data));
  ear.port.start();
  connection.addEventListener('track', ({ track }) => {
    const stream = new MediaStream([track]);
    // A browser decodes what is played somewhere, and nothing else.
    const speaker = new Audio();
    speaker.srcObject = stream;
    speaker.muted = true;
    void speaker.play();
    listening.createMediaStreamSource(stream).connect(ear);
  });

  const [track] = mouth.stream.getAudioTracks();
  const prefer = (transceiver) => {
    if (codecs !== 'pcmu') return;
    const known = RTCRtpSender.getCapabilities('audio').codecs;
    transceiver.setCodecPreferences(known.filter(({ mimeType }) => /PCMU|telephone-event/.test(mimeType)));
  };
  const described = async (description) => {
    await connection.setLocalDescription(description);
    await new Promise((resolve) => {
      const look = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      connection.addEventListener('icegatheringstatechange', look);
      look();
    });
    return connection.localDescription.sdp;
  };

  globalThis.phone = {
    async offer() {
      if (connection.getTransceivers().length === 0) prefer(connection.addTransceiver(track));
      return described(await connection.createOffer());
    },
    async answer(sdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      if (connection.getSenders().every((sender) => sender.track !== track)) connection.addTrack(track);
      return described(await connection.createAnswer());
    },
    accept: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    /** 16-bit samples at 8,000 a second. */
    heard() {
      const samples = heard.map((sample) => Math.round(sample * 32_767));
      heard = [];
      return samples;
    },
  };
};
