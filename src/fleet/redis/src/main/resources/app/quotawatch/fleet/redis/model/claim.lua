-- Grants a claim to whoever comes first, and again to the same replica.
-- KEYS  1 the claim    ARGV  1 replica  2 the milliseconds that it holds
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return redis.pcall('GET', KEYS[1]) == ARGV[1] and 1 or 0
