import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The album that a track is on.' })
export class AlbumSummary {
  /** @format uuid */
  id!: string;
  slug!: string;
  title!: string;
  image_url!: string | null;
  thumbnail_url!: string | null;
}
