import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { compare } from './hashes';

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
      console.error('Comparison failed:', error);
      return false;
    }
  }
}

export const AccountSchema = SchemaFactory.createForClass(Account);
