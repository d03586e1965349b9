import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The process is alive.' })
export class HealthView {
  status!: 'ok';
}

@ApiSchema({ description: 'Whether the process can do its work, and what stands in the way.' })
export class ReadinessView {
  status!: 'ready' | 'not ready';
  checks!: ReadinessChecks;
}

export class ReadinessChecks {
  database!: boolean;
  queue!: boolean;
  storage!: boolean;
}

export class PlayThreshold {
  /** A play counts after this many seconds … */
  seconds!: number;
  /** … or this share of the track, whichever comes first. */
  ratio!: number;
}

@ApiSchema({ description: 'How far the demo catalogue of a local instance is.' })
export class DemoProgress {
  done!: number;
  total!: number;
}

@ApiSchema({ description: 'What a client has to know about this instance.' })
export class InstanceView {
  max_upload_size_mb!: number;
  max_image_size_mb!: number;
  supported_audio!: string[];
  supported_images!: string[];
  default_hidden_tags!: string[];
  bufo_exclude_patterns!: string[];
  bufo_include_patterns!: string[];
  play_threshold!: PlayThreshold;
  teal_enabled!: boolean;
  semantic_search_enabled!: boolean;
  /** Prefix of the collections of this instance. */
  namespace!: string;
  /** Prefix of the collections from which records are migrated; null when nothing is. */
  old_namespace!: string | null;
  version!: string;
  contact_email!: string | null;
  dmca_email!: string | null;
  /** While a local instance fills its demo catalogue. */
  demo?: DemoProgress;
}
