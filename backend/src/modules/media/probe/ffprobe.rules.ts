import type { AudioFacts } from './audio-facts.js';
import type { AudioKind } from './sniff.rules.js';

/** Only what is asked for here is printed: tags of a hundred megabytes never reach us. */
export const PROBE_ENTRIES = [
  'stream=codec_name,codec_type,duration,sample_rate,channels,bit_rate',
  'stream_disposition=attached_pic',
  'format=duration,bit_rate',
].join(':');

interface ProbeStream {
  codec_name?: string;
  codec_type?: string;
  duration?: string;
  sample_rate?: string;
  channels?: number;
  bit_rate?: string;
  disposition?: { attached_pic?: number };
}

interface ProbeAnswer {
  streams?: ProbeStream[];
  format?: { duration?: string; bit_rate?: string };
}

/** ffprobe derives a length from the bit rate when the container does not say one; that is no promise. */
const GUESSED = /Estimating duration from bitrate/;

/** The facts in ffprobe's answer; null when there is no sound among the streams. */
export function readProbe(json: string, said: string, file: { kind: AudioKind; bytes: number }): AudioFacts | null {
  const { streams = [], format = {} } = JSON.parse(json) as ProbeAnswer;
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  const sampleRate = Number(audio?.sample_rate);
  if (!audio?.codec_name || !audio.channels || !(sampleRate > 0)) return null;
  const durationMs = milliseconds(audio.duration ?? format.duration);
  return {
    ...file,
    codec: audio.codec_name,
    bitrate: positive(audio.bit_rate) ?? positive(format.bit_rate),
    sampleRate,
    channels: audio.channels,
    announcedMs: GUESSED.test(said) ? null : durationMs,
    hasVideo: streams.some((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1),
  };
}

function milliseconds(seconds: string | undefined): number | null {
  const value = positive(seconds === undefined ? undefined : String(Number(seconds) * 1000));
  return value;
}

function positive(text: string | undefined): number | null {
  const value = Math.round(Number(text));
  return value > 0 && Number.isSafeInteger(value) ? value : null;
}
