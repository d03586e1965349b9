import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RateLimit } from '../../platform/http/index.js';

/** For a process that depends on no other: as soon as it listens, it can work. */
@ApiExcludeController()
@RateLimit('none')
@Controller()
export class StatelessHealthController {
  @Get('health')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  ready(): { status: 'ready' } {
    return { status: 'ready' };
  }
}
