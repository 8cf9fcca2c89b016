import { Controller, Get, HttpException, HttpStatus, InternalServerErrorException, NotFoundException, Param } from '@nestjs/common';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  async list() {
    try {
      return await this.users.list();
    } catch (error) {
      throw new InternalServerErrorException(error.message);
    }
  }

  @Get(':id')
  async one(@Param('id') id: string) {
    try {
      return await this.users.one(id);
    } catch (err) {
      throw new HttpException(`Failed to read user: ${err.message}`, HttpStatus.INTERNAL_SERVER_ERROR);
    }
  }

  @Get(':id/posts')
  async posts(@Param('id') id: string) {
    try {
      return await this.users.posts(id);
    } catch (err) {
      throw new HttpException({ status: HttpStatus.BAD_GATEWAY, error: err.response?.data || err.message }, HttpStatus.BAD_GATEWAY, { cause: err });
    }
  }

  @Get(':id/missing')
  async missing(@Param('id') id: string) {
    try {
      return await this.users.one(id);
    } catch (err) {
      throw new NotFoundException(err.message);
    }
  }

  @Get(':id/files')
  async files(@Param('id') id: string) {
    try {
      return await this.users.files(id);
    } catch (error) {
      throw new InternalServerErrorException(error);
    }
  }
}
