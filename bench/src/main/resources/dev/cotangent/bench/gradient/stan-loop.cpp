
#include <stan/io/dump.hpp>
#include <stan/model/log_prob_grad.hpp>
#include <ctime>
#include <fstream>
#include <iostream>
#include <vector>

// Prints the CPU time of a gradient in microseconds: best of five batches of about 50 ms.

static double seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int, char** arguments) {
  std::ifstream data_file(arguments[1]);
  stan::io::dump data(data_file);
  stan_model model(data, 1, nullptr);
  std::vector<double> q;
  std::ifstream point_file(arguments[2]);
  for (double x; point_file >> x;) q.push_back(x);
  std::vector<int> integers;
  std::vector<double> gradient;
  double sum = 0, best = 1e300;
  long calls = 1;
  for (int batch = -3; batch < 5;) {
    double start = seconds();
    for (long i = 0; i < calls; i++) {
      q[0] += 1e-12;
      sum += stan::model::log_prob_grad<true, true>(model, q, integers, gradient, nullptr);
    }
    double elapsed = seconds() - start;
    if (elapsed < 0.025) {
      calls *= 2;
      continue;
    }
    if (batch >= 0 && elapsed / calls < best) best = elapsed / calls;
    batch++;
  }
  if (!(sum - sum == 0)) {
    std::cerr << "log density is not finite" << std::endl;
    return 1;
  }
  std::cout << best * 1e6 << std::endl;
}
