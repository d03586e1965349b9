import { DomainError } from '../../../common/errors.js';

export class ImageUnsupported extends DomainError {
  readonly kind = 'refused';
  readonly code = 'media.image_unsupported';
  constructor(what: 'heic' | 'svg' | 'broken' | 'other') {
    super(TEXTS[what]);
  }
}

const TEXTS = {
  heic: 'this is a HEIC photo, which browsers cannot show. export it as JPEG or PNG (on an iPhone: settings, camera, formats, most compatible)',
  svg: 'SVG drawings are not accepted. export it as PNG',
  broken: 'this image is damaged or incomplete',
  other: 'this is not an image we can read. supported: .jpg, .jpeg, .png, .webp, .gif',
};

export class ImageTooLarge extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'media.image_too_large';
  constructor(limit: { mb: number } | { megapixels: number }) {
    super(
      'mb' in limit
        ? `image too large (max ${limit.mb}MB)`
        : `image has too many pixels (max ${limit.megapixels} megapixels)`,
    );
  }
}
