import { Injectable } from '@nestjs/common';

@Injectable()
export class FilesService {
  constructor(private readonly store: any) {}

  async upload(path: string, body: Buffer) {
    const { error: uploadError } = await this.store.upload(path, body);
    if (uploadError) {
      console.error('Upload failed:', uploadError);
    }
    const { error } = await this.store.tag(path);
    if (error) console.error(error);
    try {
      await this.store.close();
    } catch (err) {
      console.error('Close failed:', err);
    }
  }
}
