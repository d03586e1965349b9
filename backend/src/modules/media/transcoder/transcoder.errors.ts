import { DomainError } from '../../../common/errors.js';
import { TARGETS } from '../transcode/ffmpeg-arguments.rules.js';

export class TargetUnknown extends DomainError {
  readonly kind = 'refused';
  readonly code = 'transcoder.unknown_target';
  constructor() {
    super(`unknown target; there are ${Object.keys(TARGETS).join(', ')}`);
  }
}

export class FileAbsent extends DomainError {
  readonly kind = 'refused';
  readonly code = 'transcoder.file_absent';
  constructor() {
    super('send the audio as multipart field "file"');
  }
}

export class TranscoderBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.unavailable';
  override readonly retryAfterSeconds = 15;
  constructor() {
    super('all places are taken; try again in a moment');
  }
}

export class TranscodingFailed extends DomainError {
  readonly kind = 'failed';
  readonly code = 'transcoder.failed';
  constructor(cause: unknown) {
    super('the audio could not be converted');
    this.cause = cause;
  }
}
