import { SetMetadata } from '@nestjs/common';
import type { Payload, Shape } from './payload.rules.js';

/** `media` for what keeps a core busy (ffmpeg, zip, images), `light` for everything else. */
export type Lane = 'light' | 'media';
export const LANES: readonly Lane[] = ['light', 'media'];

export interface JobOptions {
  lane?: Lane;
  /** Tries in all, the first included. */
  attempts?: number;
  /** Wait before the second try; doubles with each further one. */
  backoffMs?: number;
  /** Runs by itself this often, with `{}` as data. */
  everyMs?: number;
}

/** A kind of work: its name (`module.verb`), its options, and the shape of its data. */
export interface JobDefinition<T> extends Required<Omit<JobOptions, 'everyMs'>> {
  readonly name: string;
  readonly everyMs?: number;
  /** Checked when a job is added and again when it is handled (JOB-04). */
  readonly shape: Shape;
  /** Only in the type: what a handler of this job gets. */
  readonly data?: T;
}

export type JobData<D> = D extends JobDefinition<infer T> ? T : never;

/** Tells how far a running job is; also its sign of life. */
export type Progress = (percent: number) => Promise<void>;

/** What a handler learns about its run. */
export interface JobRun {
  progress: Progress;
  attempt: number;
  lastAttempt: boolean;
  /** Ends long work when this process must go; another one takes the job up again (TC-05). */
  stopping: AbortSignal;
}

/** What does one kind of job. It may run twice for the same job, and must end the same. */
export interface JobHandler<T> {
  run(data: T, context: JobRun): Promise<void>;
}

const defined = new Map<string, JobDefinition<object>>();

/** `data` is the shape of what each job of this kind carries; without it a job carries nothing. */
export function defineJob<const S extends Shape = Record<never, never>>(
  name: string,
  { data: shape, ...options }: JobOptions & { data?: S } = {},
): JobDefinition<Payload<S>> {
  const job = { name, shape: shape ?? {}, lane: 'light', attempts: 5, backoffMs: 2_000, ...options } as const;
  defined.set(name, job);
  return job;
}

/** Every job that a loaded module defines. */
export function definedJobs(): JobDefinition<object>[] {
  return [...defined.values()];
}

export const HANDLED_JOB = 'plyr:handles-job';

/** Marks the one handler of a job; the process does not start when a job has none or two (JOB-04). */
export function Handles<T extends object>(job: JobDefinition<T>) {
  return (handler: new (...args: never[]) => JobHandler<T>): void => {
    SetMetadata(HANDLED_JOB, job)(handler);
  };
}

/** Thrown by a handler when trying again cannot help. */
export { UnrecoverableError as Unrecoverable } from 'bullmq';
