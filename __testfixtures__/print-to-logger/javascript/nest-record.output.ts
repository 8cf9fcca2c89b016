import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Logger } from '@nestjs/common';
import { compare } from './hashes';

const logger = new Logger('Account');

@Schema({ timestamps: true })
export class Account {
  @Prop({ required: true })
  email: string;

  @Prop()
  hash?: string;

  async opensWith(given: string): Promise<boolean> {
    try {
      return await compare(given, this.hash ?? '');
    } catch (error) {
      logger.error(
        'Comparison failed',
        error instanceof Error ? error.stack : String(error),
      );
      return false;
    }
  }
}

export const AccountSchema = SchemaFactory.createForClass(Account);
