import './calls.css';

import { Download, Pause, Play, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { barsFrom } from './waveform.ts';

export interface PlayerProps {
  /** What it is, and of whom. */
  label: string;
  seconds: number;
  /** 0 to 100, evenly over the length; empty: a flat line. */
  peaks: readonly number[];
  /** The sound, fetched when it is played for the first time; undefined: it cannot be had. */
  load: () => Promise<Blob | undefined>;
  words: {
    play: string;
    pause: string;
    position: string;
    /** "0:12 of 1:30". */
    at: (at: number) => string;
    speed: (speed: number) => string;
    download: string;
    erase: string;
    failed: string;
  };
  /** Absent: not theirs to take away. */
  onDownload?: (() => void) | undefined;
  /** Absent: not theirs to erase. */
  onErase?: (() => void) | undefined;
}

const SPEEDS = [1, 1.25, 1.5, 2] as const;
const BARS = 64;
/** Arrow keys and Page keys. Seconds. */
const STEP_S = 5;
const LEAP_S = 15;

/** Plays a recording. The waveform is a slider: a press or the arrow keys move to a place, Space plays. */
export const Player = ({ label, seconds, peaks, load, words, onDownload, onErase }: PlayerProps) => {
  const { audio, playing, at, failed, toggle, moveTo, setRate } = usePlayback(load, seconds);
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1);
  const wave = useRef<HTMLDivElement>(null);
  const bars = barsFrom(peaks, BARS);
  const past = seconds === 0 ? 0 : (at / seconds) * BARS;

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -STEP_S, ArrowRight: STEP_S, PageDown: -LEAP_S, PageUp: LEAP_S }[event.key];
    if (by !== undefined) moveTo(at + by);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(seconds);
    else if (event.key === ' ' || event.key === 'Enter') toggle();
    else return;
    event.preventDefault();
    // The list around has keys of its own.
    event.stopPropagation();
  };
  const onPointer = (event: PointerEvent): void => {
    const box = wave.current?.getBoundingClientRect();
    if (event.buttons !== 1 || box === undefined || box.width === 0) return;
    moveTo(((event.clientX - box.left) / box.width) * seconds);
  };
  const faster = (): void => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    setRate(next);
  };
  return (
    <div className="player" role="group" aria-label={label}>
      <IconButton icon={playing ? Pause : Play} label={playing ? words.pause : words.play} onClick={toggle} />
      <div
        ref={wave}
        className="player-wave"
        role="slider"
        tabIndex={0}
        aria-label={words.position}
        aria-valuemin={0}
        aria-valuemax={seconds}
        aria-valuenow={Math.round(at)}
        aria-valuetext={words.at(at)}
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        <svg viewBox={`0 0 ${BARS * 4} 32`} preserveAspectRatio="none" aria-hidden>
          {bars.map((height, index) => (
            <rect
              // Bars never change places.
              key={index}
              x={index * 4}
              y={16 - height / 2}
              width={2.4}
              height={height}
              rx={1}
              className={index < past ? 'is-past' : undefined}
            />
          ))}
        </svg>
      </div>
      <span className="num text-11 text-muted" role="timer" aria-live="off">
        {words.at(at)}
      </span>
      <button
        type="button"
        className="num text-12 font-medium px-1 min-h-6"
        onClick={faster}
        aria-label={words.speed(speed)}
      >
        {speed}×
      </button>
      {onDownload && <IconButton icon={Download} size="sm" label={words.download} onClick={onDownload} />}
      {onErase && <IconButton icon={Trash2} size="sm" label={words.erase} onClick={onErase} />}
      {failed && (
        <span role="alert" className="text-12 text-danger-text">
          {words.failed}
        </span>
      )}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a recording of a call has no text; what was said is not transcribed */}
      <audio ref={audio} />
    </div>
  );
};

interface Playback {
  readonly audio: React.RefObject<HTMLAudioElement | null>;
  readonly playing: boolean;
  /** Seconds from the beginning. */
  readonly at: number;
  readonly failed: boolean;
  readonly toggle: () => void;
  readonly moveTo: (second: number) => void;
  readonly setRate: (rate: number) => void;
}

/** One sound at a time is enough for anybody: starting one stops the others of this page. */
let sounding: HTMLAudioElement | undefined;

function usePlayback(load: () => Promise<Blob | undefined>, seconds: number): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const address = useRef<string>(undefined);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = audio.current;
    if (element === null) return undefined;
    const moved = (): void => setAt(element.currentTime);
    const stopped = (): void => setPlaying(false);
    const started = (): void => setPlaying(true);
    element.addEventListener('timeupdate', moved);
    element.addEventListener('pause', stopped);
    element.addEventListener('ended', stopped);
    element.addEventListener('play', started);
    return () => {
      element.removeEventListener('timeupdate', moved);
      element.removeEventListener('pause', stopped);
      element.removeEventListener('ended', stopped);
      element.removeEventListener('play', started);
      element.pause();
      if (address.current !== undefined) URL.revokeObjectURL(address.current);
    };
  }, []);

  const play = async (): Promise<void> => {
    const element = audio.current;
    if (element === null) return;
    if (address.current === undefined) {
      const blob = await load();
      if (blob === undefined) return setFailed(true);
      address.current = URL.createObjectURL(blob);
      element.src = address.current;
      element.currentTime = at;
    }
    setFailed(false);
    if (sounding !== element) sounding?.pause();
    sounding = element;
    await element.play().catch(() => setFailed(true));
  };
  const moveTo = (second: number): void => {
    const to = Math.min(seconds, Math.max(0, second));
    setAt(to);
    if (audio.current !== null && address.current !== undefined) audio.current.currentTime = to;
  };
  const toggle = (): void => {
    if (playing) audio.current?.pause();
    else void play();
  };
  const setRate = (rate: number): void => {
    if (audio.current === null) return;
    audio.current.playbackRate = rate;
    // A new source begins with this one.
    audio.current.defaultPlaybackRate = rate;
  };
  return { audio, playing, at, failed, toggle, moveTo, setRate };
}
