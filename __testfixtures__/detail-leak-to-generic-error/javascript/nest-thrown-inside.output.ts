import {
  ConflictException,
  Injectable,
  InternalServerErrorException,
  Logger,
  NotFoundException,
  HttpException,
} from '@nestjs/common';

@Injectable()
export class CartsService {
  private readonly logger = new Logger(CartsService.name);

  async add(id: string) {
    try {
      const cart = await this.carts.findOne(id);
      if (!cart) throw new NotFoundException('Cart not found');
      return await this.carts.save(cart);
    } catch (error) {
      if (error instanceof HttpException) throw error;
      this.logger.error('add failed', error.stack);
      if (error.code === 'P2002') throw new ConflictException('Already there');
      throw new InternalServerErrorException('Internal server error');
    }
  }

  async drop(id: string) {
    try {
      const cart = await this.carts.findOne(id);
      if (!cart) throw new NotFoundException('Cart not found');
      if (cart.isPaid) throw new ConflictException('Paid already');
      return await this.carts.remove(cart);
    } catch (error) {
      if (error instanceof HttpException) throw error;
      this.logger.error('drop failed', error.stack);
      if (error instanceof NotFoundException) throw error;
      throw new InternalServerErrorException('Internal server error');
    }
  }

  async one(id: string) {
    try {
      const cart = await this.carts.findOne(id);
      if (!cart) throw new NotFoundException('Cart not found');
      return cart;
    } catch (error) {
      if (error instanceof NotFoundException) throw error;
      this.logger.error('one failed', error.stack);
      throw new InternalServerErrorException('Internal server error');
    }
  }
}
