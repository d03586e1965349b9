import type { UploadPhase } from '../../api/contract.ts';

/** The phases in order, as UP-06 names them, with the words under their rules. */
export const PHASES: readonly { phase: UploadPhase; label: string }[] = [
  { phase: 'upload', label: 'sending' },
  { phase: 'analyze', label: 'listening' },
  { phase: 'transcode', label: 'converting' },
  { phase: 'metadata', label: 'details' },
  { phase: 'image', label: 'cover' },
  { phase: 'database', label: 'saving' },
  { phase: 'atproto', label: 'your pds' },
  { phase: 'completed', label: 'done' },
];

/** Place of a phase in the row; one the client does not know yet counts as the work after sending. */
export function phaseIndex(phase: string): number {
  const index = PHASES.findIndex((step) => step.phase === phase);
  return index === -1 ? 1 : index;
}
