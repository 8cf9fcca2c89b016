// What a command shows is its output, and the class says by what it extends that it is one.
import { Injectable } from '@nestjs/common';
import { Command, CommandRunner } from 'nest-commander';
import { ReindexService } from './reindex.service';

@Injectable()
@Command({ name: 'reindex' })
export class Reindex extends CommandRunner {
  constructor(private readonly service: ReindexService) {
    super();
  }

  async run(inputs: string[]): Promise<void> {
    console.log('Reindexing', inputs.length);
    console.log(`Done: ${await this.service.reindex(inputs)}`);
  }
}
