-- Notes that a replica is there, and returns how many are, and the store's seconds and microseconds.
-- KEYS  1 the replicas, a sorted set by the millisecond when each is given up  2 the version of the model that the fleet uses
-- ARGV  1 replica  2 the milliseconds until it is given up; 0: it leaves  3 the version of the model
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local model = redis.pcall('GET', KEYS[2])
if type(model) == 'string' and string.match(model, '^%d+$') and model ~= ARGV[3] then
  return redis.error_reply('QWMODEL ' .. model)
end
redis.call('SET', KEYS[2], ARGV[3], 'EX', 300)
if type(redis.pcall('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)) == 'table' then redis.call('DEL', KEYS[1]) end
if ARGV[2] == '0' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
  redis.call('EXPIRE', KEYS[1], 86400)
end
return {redis.call('ZCARD', KEYS[1]), tonumber(time[1]), tonumber(time[2])}
