import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { avatarOnCdn } from './bluesky-profile.rules.js';

/**
 * Which pictures of people are shown (ST-07): ours, those on the CDN of Bluesky, and in development those of the local
 * PDS. Any other address would tell its owner who looks at a page.
 */
@Injectable()
export class Avatars {
  private readonly places: readonly string[];

  constructor({ publicUrl, r2PublicImageBucketUrl, devPdsUrl }: Settings) {
    this.places = [
      `${publicUrl}/media/images/`,
      ...(r2PublicImageBucketUrl ? [`${r2PublicImageBucketUrl}/`] : []),
      ...(devPdsUrl ? [`${devPdsUrl}/xrpc/com.atproto.sync.getBlob?`] : []),
    ];
  }

  /** The address in its one form; `null` when the picture is not shown. */
  accepted(address: string): string | null {
    const onCdn = avatarOnCdn(address);
    if (onCdn || !URL.canParse(address)) return onCdn;
    const { href } = new URL(address);
    return this.places.some((place) => href.startsWith(place)) ? href : null;
  }
}
