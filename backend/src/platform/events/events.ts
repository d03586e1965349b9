import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { EventEmitter } from 'node:events';
import type { News, Signals } from '../../contracts/events.js';
import { SignalBus } from './signal-bus.js';

/** Typed news within this process, and signals to every process. */
@Injectable()
export class Events {
  private readonly news = new EventEmitter().setMaxListeners(0);
  private readonly heard = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly bus: SignalBus,
    @InjectPinoLogger(Events.name) private readonly log: PinoLogger,
  ) {
    bus.onSignal = (name, payload) => this.heard.emit(name, payload);
  }

  /** Tells the listeners of this process. A failing listener is logged and harms nobody. */
  emit<N extends keyof News>(name: N, payload: News[N]): void {
    this.news.emit(name, payload);
  }

  /** Tells every process, this one included. Lost when the bus is down: whoever listens must also be able to ask. */
  async broadcast<N extends keyof Signals>(name: N, payload: Signals[N]): Promise<void> {
    await this.bus.send(name, payload).catch((error: unknown) => {
      this.log.warn({ err: error, name }, 'a signal could not be sent');
      this.heard.emit(name, payload);
    });
  }

  on<N extends keyof News>(name: N, listener: (payload: News[N]) => unknown): () => void {
    return this.listen(this.news, name, listener);
  }

  /** Hears a signal until the returned function is called. */
  signals<N extends keyof Signals>(name: N, listener: (payload: Signals[N]) => unknown): () => void {
    return this.listen(this.heard, name, listener);
  }

  private listen<T>(emitter: EventEmitter, name: string, listener: (payload: T) => unknown): () => void {
    const guarded = (payload: T) => {
      Promise.resolve()
        .then(() => listener(payload))
        .catch((error: unknown) => this.log.error({ err: error, name }, 'a listener failed'));
    };
    emitter.on(name, guarded);
    return () => void emitter.off(name, guarded);
  }
}
