import { doorTo } from '../pipeline/door.js';

export default doorTo('remove');
